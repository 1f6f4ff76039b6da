-- A column that a key only includes changes its type, goes and comes.
-- from
CREATE TABLE t (a integer, b integer, c text, PRIMARY KEY (a) INCLUDE (b), CONSTRAINT k UNIQUE (c) INCLUDE (b));
-- to
CREATE TABLE t (a integer, c text, d uuid, PRIMARY KEY (a) INCLUDE (d), CONSTRAINT k UNIQUE (c));
-- rows
INSERT INTO t VALUES (1, 2, 'x');
-- kept
SELECT a, c, d FROM t
= 1|x|NULL
