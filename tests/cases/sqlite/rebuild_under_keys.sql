-- A table that others refer to is built anew; their rows are not cascaded into.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a (id) ON DELETE CASCADE);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x integer NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a (id) ON DELETE CASCADE);
-- rows
PRAGMA foreign_keys = ON;
INSERT INTO a VALUES (1, '5');
INSERT INTO b VALUES (1, 1);
-- kept
SELECT b.id, x FROM a JOIN b ON a_id = a.id
= 1|5
