-- A column that refers to two tables, and two keys between the same columns.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, ref integer REFERENCES a);
-- to
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY);
CREATE TABLE c (id integer PRIMARY KEY, ref integer REFERENCES a REFERENCES b CONSTRAINT again REFERENCES a ON DELETE CASCADE);
