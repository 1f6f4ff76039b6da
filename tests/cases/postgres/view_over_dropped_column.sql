-- Nor can the column go.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE MATERIALIZED VIEW names AS SELECT a FROM t;
-- to
CREATE TABLE t (id integer PRIMARY KEY);
-- refused
materialized view names
