-- Columns that the index carries along.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, CONSTRAINT one UNIQUE (a));
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, CONSTRAINT one UNIQUE (a) INCLUDE (b));
