-- SQLite takes a key to a table that is not there.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer REFERENCES missing);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer REFERENCES missing, b integer NOT NULL DEFAULT 1 REFERENCES gone (id));
