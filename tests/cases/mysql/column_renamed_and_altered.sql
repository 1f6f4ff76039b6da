-- A rename together with another type, nullability and default.
-- from
CREATE TABLE t (id int PRIMARY KEY, amount varchar(20));
-- to
CREATE TABLE t (id int PRIMARY KEY, total int NOT NULL DEFAULT 0);
-- renames
column t.amount=total
-- rows
INSERT INTO t VALUES (1, '12');
-- kept
SELECT total FROM t
= 12
-- back
SELECT amount FROM t
= 12
