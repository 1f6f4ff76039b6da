-- SQLite lets nulls into keys that are not the rowid.
-- from
CREATE TABLE t (a text, b text, n integer, PRIMARY KEY (a, b));
-- to
CREATE TABLE t (a text, b text NOT NULL, n text, PRIMARY KEY (a, b));
-- rows
INSERT INTO t VALUES (NULL, 'x', 1);
-- kept
SELECT a, b, n FROM t
= NULL|x|1
