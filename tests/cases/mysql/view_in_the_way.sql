-- A view does not survive its column.
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE VIEW v AS SELECT x.id, x.a + 1 AS b FROM t AS x;
-- from
-- to
DROP VIEW v;
ALTER TABLE t DROP COLUMN a;
-- refused
column t.a: the view v reads it
