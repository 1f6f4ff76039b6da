-- The constraint that a key relies on gives way to another one of the same columns.
-- from
CREATE TABLE a (id integer PRIMARY KEY, code text, CONSTRAINT old_code UNIQUE (code));
CREATE TABLE b (id integer PRIMARY KEY, code text REFERENCES a (code));
-- to
CREATE TABLE a (id integer PRIMARY KEY, code text, CONSTRAINT new_code UNIQUE (code));
CREATE TABLE b (id integer PRIMARY KEY, code text REFERENCES a (code));
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 'x');
