-- The column that is read goes, and the one that reads now reads a new one.
-- from
CREATE TABLE t (id integer PRIMARY KEY, old text NOT NULL, shout text GENERATED ALWAYS AS (upper(old)) STORED);
-- to
CREATE TABLE t (id integer PRIMARY KEY, new text NOT NULL, shout text GENERATED ALWAYS AS (upper(new)) STORED);
-- rows
INSERT INTO t VALUES (1, 'a');
