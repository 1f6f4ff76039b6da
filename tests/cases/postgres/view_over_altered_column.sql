-- The type under a view cannot change; the error names the view.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE VIEW names AS SELECT a FROM t;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE VIEW names AS SELECT a FROM t;
-- refused
view names
