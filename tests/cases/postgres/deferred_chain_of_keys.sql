-- A type is widened along a chain of keys over four tables.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY REFERENCES b ON DELETE CASCADE);
CREATE TABLE d (c_id integer REFERENCES c, n integer, UNIQUE (c_id, n));
-- to
CREATE TABLE a (id bigint PRIMARY KEY);
CREATE TABLE b (id bigint PRIMARY KEY REFERENCES a);
CREATE TABLE c (id bigint PRIMARY KEY REFERENCES b ON DELETE CASCADE);
CREATE TABLE d (c_id bigint REFERENCES c, n integer, UNIQUE (c_id, n));
-- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1);
INSERT INTO c VALUES (1);
INSERT INTO d VALUES (1, 1);
