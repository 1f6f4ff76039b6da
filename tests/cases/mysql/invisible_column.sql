-- A column that SELECT * leaves out.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL DEFAULT 3 INVISIBLE, b int);
-- to
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL DEFAULT 3, b int INVISIBLE, c varchar(9) DEFAULT 'x' INVISIBLE COMMENT 'c');
-- rows
INSERT INTO t (id, a, b) VALUES (1, 2, 3);
-- kept
SELECT * FROM t
= 1|2
SELECT b FROM t
= 3
