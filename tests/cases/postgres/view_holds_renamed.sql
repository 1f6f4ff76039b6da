-- A column under a view is held by the name that it had.
-- from
CREATE TABLE t (id integer, name text);
CREATE VIEW v AS SELECT name FROM t;
-- to
CREATE TABLE u (id integer, title varchar(10));
-- renames
table t=u
column u.name=title
-- refused
column u.title: its type cannot change under the view v
