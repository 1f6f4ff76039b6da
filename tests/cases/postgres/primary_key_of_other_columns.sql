-- Other columns, other order, another name.
-- from
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x));
CREATE TABLE b (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE c (x integer CONSTRAINT c_key PRIMARY KEY);
CREATE TABLE d (x integer PRIMARY KEY, y integer);
-- to
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE b (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (y, x));
CREATE TABLE c (x integer CONSTRAINT c_other PRIMARY KEY);
CREATE TABLE d (x integer, y integer PRIMARY KEY);
-- rows
INSERT INTO a VALUES (1, 2);
INSERT INTO b VALUES (1, 2);
INSERT INTO c VALUES (1);
INSERT INTO d VALUES (1, 2);
-- kept
SELECT x, y FROM d
= 1|2
