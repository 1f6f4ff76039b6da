-- Generated columns that read each other, and a plain one that is retyped below them.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int GENERATED ALWAYS AS (a + 1) STORED, c int GENERATED ALWAYS AS (b * 2) STORED, KEY by_c (c));
-- to
CREATE TABLE t (id int PRIMARY KEY, a bigint NOT NULL, b bigint GENERATED ALWAYS AS (a + 1) STORED, c bigint GENERATED ALWAYS AS (b * 3) STORED, KEY by_c (c));
-- rows
INSERT INTO t (id, a) VALUES (1, 4);
-- kept
SELECT b, c FROM t
= 5|15
