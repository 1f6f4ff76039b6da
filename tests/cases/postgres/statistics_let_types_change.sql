-- A statistics object stays through a change of type.
-- needs
postgres 14
-- from
CREATE TABLE t (a integer, b integer, c integer);
CREATE STATISTICS s ON a, b FROM t;
-- to
CREATE TABLE t (a bigint, b text, d integer);
CREATE STATISTICS s ON a, b FROM t;
