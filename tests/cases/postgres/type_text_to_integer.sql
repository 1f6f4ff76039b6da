-- PostgreSQL casts this only where it is told to.
-- from
CREATE TABLE t (id integer PRIMARY KEY, n text NOT NULL DEFAULT '7');
-- to
CREATE TABLE t (id integer PRIMARY KEY, n integer NOT NULL DEFAULT 7);
-- rows
INSERT INTO t VALUES (1, '42');
-- script
USING
-- kept
SELECT n + 1 FROM t
= 43
-- back
SELECT n || '' FROM t
= 42
