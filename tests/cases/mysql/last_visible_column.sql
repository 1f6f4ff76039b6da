-- A table keeps a visible column all the time.
-- from
CREATE TABLE t (a int, b int INVISIBLE);
CREATE TABLE u (a int, b int INVISIBLE);
-- to
CREATE TABLE t (b int INVISIBLE, c int);
CREATE TABLE u (b int);
-- rows
INSERT INTO t (a, b) VALUES (1, 2);
INSERT INTO u (a, b) VALUES (1, 2);
-- kept
SELECT b FROM u
= 2
