-- The type of a column does not change under a view.
-- both
CREATE TABLE t (id integer, name varchar(10), other integer);
CREATE VIEW v AS SELECT id, upper(name) AS name FROM t;
-- from
CREATE TABLE u (a integer);
-- to
DROP VIEW v;
ALTER TABLE t ALTER name TYPE text;
CREATE TABLE u (a integer);
-- refused
column t.name: its type cannot change under the view v, which reads it
