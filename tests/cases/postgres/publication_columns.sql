-- The column list of a publication holds its columns.
-- needs
postgres 15
-- from
CREATE TABLE t (a integer PRIMARY KEY, b integer, c integer);
CREATE PUBLICATION autogen_case FOR TABLE t (a, b);
-- to
CREATE TABLE t (a integer PRIMARY KEY, c integer);
-- tidy
DROP PUBLICATION autogen_case;
-- refused
column t.b: the publication autogen_case reads it and has to go first
