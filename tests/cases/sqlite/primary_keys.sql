-- Made, dropped, of other columns, in another order.
-- from
CREATE TABLE a (id integer NOT NULL);
CREATE TABLE b (id text PRIMARY KEY);
CREATE TABLE c (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x));
CREATE TABLE d (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE e (id integer PRIMARY KEY, n integer NOT NULL);
-- to
CREATE TABLE a (id integer NOT NULL PRIMARY KEY);
CREATE TABLE b (id text);
CREATE TABLE c (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE d (x integer NOT NULL, y integer NOT NULL, PRIMARY KEY (y, x));
CREATE TABLE e (id integer NOT NULL UNIQUE, n integer NOT NULL PRIMARY KEY);
-- rows
INSERT INTO a VALUES (1);
INSERT INTO e VALUES (1, 2);
