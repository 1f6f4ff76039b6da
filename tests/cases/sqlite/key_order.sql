-- Keys in descending order, which makes an integer no rowid.
-- from
CREATE TABLE a (id integer PRIMARY KEY DESC, x text);
CREATE TABLE b (a text, b text, PRIMARY KEY (a, b DESC));
-- to
CREATE TABLE a (id integer PRIMARY KEY DESC, x text NOT NULL);
CREATE TABLE b (a text, b text, PRIMARY KEY (a DESC, b));
-- rows
INSERT INTO a VALUES (NULL, 'x');
INSERT INTO b VALUES ('a', NULL);
-- kept
SELECT id, x FROM a
= NULL|x
SELECT a, b FROM b
= a|NULL
