-- A unique constraint becomes a unique index of the same name, and back.
-- from
CREATE TABLE t (a integer, b integer, CONSTRAINT k UNIQUE (a));
CREATE UNIQUE INDEX i ON t (b);
CREATE TABLE u (a integer REFERENCES t (a), b integer REFERENCES t (b));
-- to
CREATE TABLE t (a integer, b integer, CONSTRAINT i UNIQUE (b));
CREATE UNIQUE INDEX k ON t (a);
CREATE TABLE u (a integer REFERENCES t (a), b integer REFERENCES t (b));
