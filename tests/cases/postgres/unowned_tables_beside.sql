-- Extensions' tables, temporary ones and other people's schemas are none of a diff's business.
-- both
CREATE TEMPORARY TABLE mine (id integer);
CREATE MATERIALIZED VIEW later AS SELECT 1 AS one;
CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer);
CREATE SEQUENCE unused;
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, x integer);
-- changes
+ column t.x  i32, null
