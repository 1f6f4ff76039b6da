-- STRICT and WITHOUT ROWID come and go by a rebuild.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id text PRIMARY KEY, x text) STRICT;
CREATE TABLE c (id text NOT NULL PRIMARY KEY, x text) WITHOUT ROWID, STRICT;
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text) STRICT;
CREATE TABLE b (id text PRIMARY KEY, x text NOT NULL);
CREATE TABLE c (id text NOT NULL PRIMARY KEY, x text NOT NULL) STRICT, WITHOUT ROWID;
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES ('k', 'x');
INSERT INTO c VALUES ('k', 'x');
-- kept
SELECT a.x, b.x, c.x FROM a, b, c
= x|x|x
