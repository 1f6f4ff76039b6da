-- Generated columns change their expression and their kind, and what reads them stays.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int AS (a * 2) VIRTUAL, c int AS (a + 1) STORED, d int AS (a - 1) STORED COMMENT 'd', KEY c (c));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int AS (a * 2) STORED, c int AS (a + 2) STORED, d int NOT NULL DEFAULT 7 COMMENT 'd', e varchar(20) AS (concat(a, '''x')) VIRTUAL, KEY c (c), KEY e (e));
-- rows
INSERT INTO t (id, a) VALUES (1, 5);
-- kept
SELECT a, b, c, d, e FROM t
= 5|10|7|4|5'x
-- back
SELECT a, b, c, d FROM t
= 5|10|6|4
