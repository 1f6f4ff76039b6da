-- Named ones of columns.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20) COLLATE utf8mb4_bin, c text COLLATE utf8mb4_bin, KEY by_b (b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) COLLATE utf8mb4_bin, b varchar(20), c text COLLATE utf8mb4_unicode_ci, KEY by_b (b));
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c');
-- kept
SELECT a, b, c FROM t
= a|b|c
