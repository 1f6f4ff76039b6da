-- Everything that reads a column follows it.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int AS (a + 1) VIRTUAL, c int AS (b * 2) STORED, d int, KEY b (b), KEY ca (c, a), KEY d (d), CONSTRAINT low CHECK (a < 100), CONSTRAINT high CHECK (d > 1));
-- to
CREATE TABLE t (id int PRIMARY KEY, z int NOT NULL, b int AS (z + 1) VIRTUAL, c int AS (b * 2) STORED, d int, KEY b (b), KEY ca (c, z), KEY dd (d), CONSTRAINT low CHECK (z < 100), CONSTRAINT high CHECK (d > 2));
-- renames
column t.a=z
-- rows
INSERT INTO t (id, a, d) VALUES (1, 5, 7);
-- kept
SELECT z, b, c, d FROM t
= 5|6|12|7
