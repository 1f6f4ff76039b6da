-- The column that is read goes with the one that reads it.
-- from
CREATE TABLE t (id integer PRIMARY KEY, old text NOT NULL, shout text AS (upper(old)));
-- to
CREATE TABLE t (id integer PRIMARY KEY, new text, shout text AS (upper(new)));
-- rows
INSERT INTO t (id, old) VALUES (1, 'a');
