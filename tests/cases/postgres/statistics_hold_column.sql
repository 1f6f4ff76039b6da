-- A statistics object would go along with a column in silence.
-- from
CREATE TABLE t (a integer, b integer, c integer);
CREATE STATISTICS s ON a, b FROM t;
-- to
CREATE TABLE t (a integer, c integer);
-- refused
column t.b: the statistics object s reads it and has to go first
