-- A column does not go from under a materialized view of another schema.
-- both
CREATE SCHEMA reports;
-- from
CREATE TABLE t (id integer, name text);
CREATE MATERIALIZED VIEW reports.m AS SELECT name FROM t;
-- to
CREATE TABLE t (id integer);
-- refused
column t.name: the materialized view reports.m reads it and has to go first
