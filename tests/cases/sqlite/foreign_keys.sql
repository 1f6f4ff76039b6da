-- Added, dropped, with other actions.
-- both
CREATE TABLE a (id integer PRIMARY KEY, code text UNIQUE);
-- from
CREATE TABLE b (id integer PRIMARY KEY, one integer, two integer REFERENCES a (id), three integer REFERENCES a (id), five integer REFERENCES a (id) ON DELETE SET NULL ON UPDATE CASCADE);
-- to
CREATE TABLE b (id integer PRIMARY KEY, one integer REFERENCES a (id), two integer, three integer REFERENCES a (id) ON DELETE CASCADE ON UPDATE RESTRICT, five integer REFERENCES a (id) ON DELETE SET DEFAULT);
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 1, 1, 1, 1);
-- kept
SELECT one, two, three, five FROM b
= 1|1|1|1
