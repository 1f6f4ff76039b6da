-- A view that reads whole rows holds the table.
-- from
CREATE TABLE t (id integer);
CREATE VIEW v AS SELECT count(*) FROM t;
-- to
CREATE TABLE u (id integer);
-- refused
table t: the view v reads it and has to go first
