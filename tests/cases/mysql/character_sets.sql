-- Of tables and columns.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) CHARACTER SET latin1, b varchar(20), c varchar(20) CHARACTER SET ascii) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE u (id int PRIMARY KEY, a varchar(20)) DEFAULT CHARACTER SET latin1;
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) CHARACTER SET utf8mb4, b varchar(20) CHARACTER SET latin1, c varchar(20) CHARACTER SET latin1) DEFAULT CHARACTER SET utf8mb4;
CREATE TABLE u (id int PRIMARY KEY, a varchar(20)) DEFAULT CHARACTER SET utf8mb4;
-- rows
INSERT INTO t VALUES (1, 'ä', 'ö', 'c');
INSERT INTO u VALUES (1, 'ü');
-- kept
SELECT t.a, b, c, u.a FROM t, u
= ä|ö|c|ü
