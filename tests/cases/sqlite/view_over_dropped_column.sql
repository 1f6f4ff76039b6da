-- A view does not survive its column.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text, b text);
-- from
CREATE VIEW v AS SELECT x.id, x.a FROM t AS x;
-- to
ALTER TABLE t DROP COLUMN a;
-- refused
column t.a: the view v reads it
