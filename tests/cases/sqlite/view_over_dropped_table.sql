-- Nor its table.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE VIEW v AS SELECT t.id, t.a FROM u JOIN t USING (id);
-- to
CREATE TABLE u (id integer PRIMARY KEY);
-- refused
table t: the view v reads it
