-- Each takes the name of the next, and the last goes.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, c integer);
-- to
CREATE TABLE t (id integer PRIMARY KEY, b integer, c integer, a text);
-- renames
column t.a=b
column t.b=c
-- rows
INSERT INTO t VALUES (1, 10, 20, 30);
-- kept
SELECT a, b, c FROM t
= NULL|10|20
