-- A view follows renames.
-- from
CREATE TABLE t (id integer, name text, a integer);
CREATE VIEW v AS SELECT name FROM t;
-- to
CREATE TABLE u (id integer, title text, a integer);
CREATE VIEW v AS SELECT title AS name FROM u;
-- renames
table t=u
column u.name=title
-- rows
INSERT INTO t VALUES (1, 'n', 2);
-- kept
SELECT * FROM v
= n
