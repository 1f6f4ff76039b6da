-- Stored and virtual columns through a rebuild.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer AS (a * 2), c text GENERATED ALWAYS AS ('x' || a) STORED);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b integer AS (a * 3) STORED, c text GENERATED ALWAYS AS ('x' || a) VIRTUAL, d text AS (c || b));
-- rows
INSERT INTO t VALUES (1, 5);
-- kept
SELECT a, b, c, d FROM t
= 5|15|x5|x515
-- back
SELECT a, b, c FROM t
= 5|10|x5
