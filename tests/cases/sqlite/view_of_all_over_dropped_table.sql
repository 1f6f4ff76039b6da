-- A view that names no column reads the table all the same.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE VIEW v AS SELECT * FROM t;
-- to
CREATE TABLE u (id integer PRIMARY KEY);
-- refused
table t: the view v reads it
