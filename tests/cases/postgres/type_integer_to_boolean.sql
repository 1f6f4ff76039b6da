-- Zero is false.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL DEFAULT 0, b text, c boolean);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a boolean NOT NULL DEFAULT false, b boolean, c integer);
-- rows
INSERT INTO t VALUES (1, 1, 'yes', true), (2, 0, NULL, NULL);
-- kept
SELECT a, b, c FROM t ORDER BY id
= t|t|1
= f|NULL|NULL
