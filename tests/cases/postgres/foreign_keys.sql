-- Added, dropped, renamed, with other actions.
-- both
CREATE TABLE a (id integer PRIMARY KEY, code text UNIQUE);
-- from
CREATE TABLE b (id integer PRIMARY KEY, one integer, two integer REFERENCES a, three integer REFERENCES a, four integer CONSTRAINT four REFERENCES a, five integer REFERENCES a ON DELETE SET NULL ON UPDATE CASCADE);
-- to
CREATE TABLE b (id integer PRIMARY KEY, one integer REFERENCES a, two integer, three integer REFERENCES a ON DELETE CASCADE ON UPDATE RESTRICT, four integer CONSTRAINT fourth REFERENCES a, five integer REFERENCES a ON DELETE SET DEFAULT);
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 1, 1, 1, 1, 1);
