-- Primary keys change their columns and names, under keys that refer to them.
-- from
CREATE TABLE a (id integer, code text NOT NULL, PRIMARY KEY (id));
CREATE TABLE b (id integer PRIMARY KEY, a integer CONSTRAINT f REFERENCES a (id));
CREATE TABLE c (x integer, y integer, CONSTRAINT old PRIMARY KEY (x, y));
CREATE TABLE d (x integer);
CREATE TABLE e (x integer PRIMARY KEY);
-- to
CREATE TABLE a (id integer NOT NULL CONSTRAINT a_id_key UNIQUE, code text, PRIMARY KEY (code));
CREATE TABLE b (id integer PRIMARY KEY, a integer CONSTRAINT f REFERENCES a (id));
CREATE TABLE c (x integer, y integer, CONSTRAINT new PRIMARY KEY (x, y));
CREATE TABLE d (x integer PRIMARY KEY);
CREATE TABLE e (x integer NOT NULL);
-- rows
INSERT INTO a VALUES (1, 'x'); INSERT INTO b VALUES (1, 1);
