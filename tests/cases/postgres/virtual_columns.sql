-- Virtual generated columns are since PostgreSQL 18.
-- needs
postgres 18
-- from
CREATE TABLE t (a integer, b integer GENERATED ALWAYS AS (a * 2) VIRTUAL, c integer GENERATED ALWAYS AS (a + 1) STORED, d integer);
-- to
CREATE TABLE t (a bigint, b bigint GENERATED ALWAYS AS (a * 3), c integer GENERATED ALWAYS AS (a + 1) VIRTUAL, d integer GENERATED ALWAYS AS (7) VIRTUAL);
-- rows
INSERT INTO t (a, d) VALUES (5, 6);
-- kept
SELECT a, b, c, d FROM t
= 5|15|6|7
