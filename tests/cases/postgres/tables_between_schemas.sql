-- Tables go to other schemas with all that belongs to them.
-- both
CREATE SCHEMA a; CREATE SCHEMA b; CREATE TABLE a.keep (id integer); CREATE TABLE b.keep (id integer);
-- from
CREATE TABLE a.t (id serial PRIMARY KEY, x text UNIQUE);
CREATE TABLE u (id integer PRIMARY KEY REFERENCES a.t);
CREATE INDEX t_x ON a.t (lower(x));
-- to
CREATE TABLE b.t (id serial PRIMARY KEY, x text UNIQUE);
CREATE TABLE u (id integer PRIMARY KEY REFERENCES b.t);
CREATE INDEX t_x ON b.t (upper(x));
-- renames
table a.t=b.t
-- rows
INSERT INTO a.t (x) VALUES ('q'); INSERT INTO u VALUES (1);
-- kept
SELECT id, x FROM b.t
= 1|q
