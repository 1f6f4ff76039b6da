-- Two columns change their names with each other.
-- from
CREATE TABLE t (id integer PRIMARY KEY, low integer NOT NULL, high integer NOT NULL, CONSTRAINT in_order CHECK (low <= high));
CREATE INDEX by_low ON t (low);
-- to
CREATE TABLE t (id integer PRIMARY KEY, low integer NOT NULL, high integer NOT NULL, CONSTRAINT in_order CHECK (high <= low));
CREATE INDEX by_low ON t (high);
-- renames
column t.low=high
column t.high=low
-- rows
INSERT INTO t VALUES (1, 3, 8);
-- kept
SELECT low, high FROM t
= 8|3
