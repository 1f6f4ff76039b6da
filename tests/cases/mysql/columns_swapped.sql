-- Two columns change their names with each other.
-- from
CREATE TABLE t (id int PRIMARY KEY, low int NOT NULL, high int NOT NULL, CONSTRAINT in_order CHECK (low <= high), KEY by_low (low));
-- to
CREATE TABLE t (id int PRIMARY KEY, low int NOT NULL, high int NOT NULL, CONSTRAINT in_order CHECK (high <= low), KEY by_low (high));
-- renames
column t.low=high
column t.high=low
-- rows
INSERT INTO t VALUES (1, 3, 8);
-- kept
SELECT low, high FROM t
= 8|3
