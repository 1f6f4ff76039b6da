-- The default of a table is for columns to come, and converts none that is there.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) CHARACTER SET latin1 NOT NULL, b varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin) DEFAULT CHARSET=latin1;
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) CHARACTER SET latin1 NOT NULL, b varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, c text) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
-- rows
INSERT INTO t VALUES (1, 'é', 'ü');
-- kept
SELECT a, b, hex(a) FROM t
= é|ü|E9
