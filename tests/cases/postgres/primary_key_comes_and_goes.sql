-- A key is made, another dropped.
-- from
CREATE TABLE a (id integer NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY);
-- to
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer NOT NULL);
-- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1);
-- changes
+ primary key of a  (id)
- primary key of b  (id)
