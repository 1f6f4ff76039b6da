-- A key may refer to an index that is no constraint.
-- from
CREATE TABLE a (id integer PRIMARY KEY, code text NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, code text);
-- to
CREATE TABLE a (id integer PRIMARY KEY, code text NOT NULL);
CREATE UNIQUE INDEX a_code ON a (code);
CREATE TABLE b (id integer PRIMARY KEY, code text REFERENCES a (code));
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 'x');
