-- Tables that are kept in another way.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text) STRICT;
CREATE TABLE b (id text PRIMARY KEY, x text) WITHOUT ROWID;
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text, y integer) STRICT;
CREATE TABLE b (id text PRIMARY KEY, x text, y integer) WITHOUT ROWID;
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES ('k', 'x');
-- kept
SELECT a.x, b.x FROM a, b
= x|x
