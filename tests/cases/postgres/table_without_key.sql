-- Rows may be equal, and columns few.
-- from
CREATE TABLE a (x integer);
CREATE TABLE none ();
-- to
CREATE TABLE a (x integer, y integer);
CREATE TABLE none ();
CREATE TABLE bare ();
-- rows
INSERT INTO a VALUES (1), (1);
-- kept
SELECT x FROM a
= 1
= 1
