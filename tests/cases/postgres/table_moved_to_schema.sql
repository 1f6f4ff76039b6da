-- A table keeps its rows in another schema.
-- both
CREATE SCHEMA archive;
-- from
CREATE TABLE logs (id serial PRIMARY KEY, x text UNIQUE);
-- to
CREATE TABLE archive.logs (id serial PRIMARY KEY, x text UNIQUE);
-- renames
table logs=archive.logs
-- rows
INSERT INTO logs (x) VALUES ('a');
-- kept
SELECT id, x FROM archive.logs
= 1|a
