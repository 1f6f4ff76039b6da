-- A full text index is a table that nobody declares.
-- both
CREATE VIRTUAL TABLE docs USING fts5(title, body);
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, x text);
