-- A table cannot take the name of a view.
-- both
CREATE TABLE t (a integer);
-- from
CREATE VIEW v AS SELECT 1 AS x;
-- to
CREATE TABLE v (x integer);
-- refused
table v: the view v has the name already
