-- Constraints and indexes that take nulls for equal.
-- needs
postgres 15
-- from
CREATE TABLE t (a integer, b integer, c integer, UNIQUE (a), UNIQUE NULLS NOT DISTINCT (b, c));
CREATE UNIQUE INDEX i ON t (c) NULLS NOT DISTINCT WHERE a > 0;
-- to
CREATE TABLE t (a integer, b integer, c integer, UNIQUE NULLS NOT DISTINCT (a), UNIQUE (b, c));
CREATE UNIQUE INDEX i ON t (c) WHERE a > 0;
