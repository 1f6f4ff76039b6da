-- Every width, with and without sign.
-- from
CREATE TABLE t (id int PRIMARY KEY, a tinyint, b smallint, c mediumint, d int, e bigint, f tinyint unsigned, g smallint unsigned, h mediumint unsigned, i int unsigned, j bigint unsigned, k tinyint(1));
-- to
CREATE TABLE t (id int PRIMARY KEY, a smallint, b mediumint, c int, d bigint, e bigint unsigned, f tinyint, g smallint, h mediumint, i int, j bigint, k tinyint);
-- rows
INSERT INTO t VALUES (1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1);
-- kept
SELECT a, b, c, d, e, f, g, h, i, j, k FROM t
= 1|2|3|4|5|6|7|8|9|10|1
