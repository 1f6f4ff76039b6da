-- SQLite adds no column whose default is computed; the table is built anew.
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, at text NOT NULL DEFAULT CURRENT_TIMESTAMP, n integer NOT NULL DEFAULT (abs(-3)));
-- rows
INSERT INTO t VALUES (1);
-- kept
SELECT at IS NOT NULL, n FROM t
= 1|3
