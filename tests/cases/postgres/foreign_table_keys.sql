-- A table of a schema that inherits nothing is told by what it is; foreign keys across schemas hold.
-- both
CREATE SCHEMA s;
-- from
CREATE TABLE s.p (id integer PRIMARY KEY);
CREATE TABLE c (p integer REFERENCES s.p);
-- to
CREATE TABLE c (p integer);
-- rows
INSERT INTO s.p VALUES (1);
