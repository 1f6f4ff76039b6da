-- Nulls are equal, or not.
-- needs
postgres 15
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, CONSTRAINT one UNIQUE (a));
CREATE UNIQUE INDEX two ON t (b) NULLS NOT DISTINCT;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, CONSTRAINT one UNIQUE NULLS NOT DISTINCT (a));
CREATE UNIQUE INDEX two ON t (b);
