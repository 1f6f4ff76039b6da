-- Another type with some of the values.
-- from
CREATE TYPE one AS ENUM ('a', 'b');
CREATE TABLE t (id integer PRIMARY KEY, e one NOT NULL DEFAULT 'a');
-- to
CREATE TYPE two AS ENUM ('b', 'a', 'c');
CREATE TABLE t (id integer PRIMARY KEY, e two NOT NULL DEFAULT 'a');
-- rows
INSERT INTO t VALUES (1, 'b');
-- kept
SELECT e FROM t
= b
