-- Numbers are never used twice, or may be.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY AUTOINCREMENT, x text);
CREATE TABLE c (id integer, x text, PRIMARY KEY (id AUTOINCREMENT));
-- to
CREATE TABLE a (id integer PRIMARY KEY AUTOINCREMENT, x text);
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE TABLE c (id integer PRIMARY KEY AUTOINCREMENT, x text NOT NULL);
-- rows
INSERT INTO a (x) VALUES ('a'), ('b');
INSERT INTO b (x) VALUES ('a'), ('b');
DELETE FROM b WHERE id = 2;
-- kept
SELECT id FROM a ORDER BY id
= 1
= 2
