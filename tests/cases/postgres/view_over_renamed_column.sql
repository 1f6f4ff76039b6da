-- A rename is none of the view's business.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE VIEW names AS SELECT a FROM t;
-- to
CREATE TABLE t (id integer PRIMARY KEY, b varchar(10));
CREATE VIEW names AS SELECT b AS a FROM t;
-- renames
column t.a=b
