-- A parser of a full text key, a reference system of a place, a key that is not used.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a text, p point NOT NULL SRID 0, b int, FULLTEXT KEY ft (a), KEY b (b) INVISIBLE);
-- to
CREATE TABLE t (id int PRIMARY KEY, a text, p point NOT NULL SRID 4326 COMMENT 'x', b int, FULLTEXT KEY ft (a) WITH PARSER ngram, KEY b (b));
