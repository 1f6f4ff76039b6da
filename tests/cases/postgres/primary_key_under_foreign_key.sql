-- The key that others refer to gets another column; theirs steps aside and comes back.
-- from
CREATE TABLE a (id integer PRIMARY KEY, code text NOT NULL UNIQUE);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id), a_code text REFERENCES a (code));
-- to
CREATE TABLE a (id integer NOT NULL UNIQUE, code text PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id), a_code text REFERENCES a (code));
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 1, 'x');
-- kept
SELECT a_id, a_code FROM b
= 1|x
