-- A name passes from a check to a key, and from an index to a constraint.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, CONSTRAINT one CHECK (a > 0));
CREATE INDEX two ON t (b);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer, CONSTRAINT one UNIQUE (a), CONSTRAINT two CHECK (b > 0));
