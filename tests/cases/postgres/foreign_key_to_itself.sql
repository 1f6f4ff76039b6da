-- A table that refers to itself, made and altered.
-- from
CREATE TABLE a (id integer PRIMARY KEY, parent integer);
-- to
CREATE TABLE a (id bigint PRIMARY KEY, parent bigint REFERENCES a ON DELETE CASCADE);
CREATE TABLE b (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES b);
-- rows
INSERT INTO a VALUES (1, NULL), (2, 1);
