-- A rename together with another type, nullability and default.
-- from
CREATE TABLE t (id integer PRIMARY KEY, amount text);
-- to
CREATE TABLE t (id integer PRIMARY KEY, total integer NOT NULL DEFAULT 0);
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
