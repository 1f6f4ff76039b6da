-- Two tables change their names with each other.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id));
-- to
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE TABLE a (id integer PRIMARY KEY, a_id integer REFERENCES b (id));
-- renames
table a=b
table b=a
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (2, 1);
-- kept
SELECT x, a.id FROM b JOIN a ON a.a_id = b.id
= x|2
