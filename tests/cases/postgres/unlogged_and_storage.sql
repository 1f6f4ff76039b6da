-- How a table is stored.
-- from
CREATE TABLE t (id integer PRIMARY KEY) WITH (fillfactor = 70);
CREATE INDEX i ON t (id) WITH (fillfactor = 60);
CREATE UNLOGGED TABLE u (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY) WITH (fillfactor = 80, autovacuum_enabled = false);
CREATE INDEX i ON t (id) WITH (fillfactor = 50);
CREATE TABLE u (id integer PRIMARY KEY);
