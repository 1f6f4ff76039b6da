-- Full text and spatial keys.
-- from
CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(100), p point NOT NULL, FULLTEXT KEY ft (a, b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a text, b varchar(100), p point NOT NULL, FULLTEXT KEY ft (a) COMMENT 'c', FULLTEXT KEY f2 (b), SPATIAL KEY sp (p));
-- rows
INSERT INTO t VALUES (1, 'a b', 'c', POINT(1, 2));
-- kept
SELECT ST_AsText(p) FROM t
= POINT(1 2)
