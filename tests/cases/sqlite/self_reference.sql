-- Rows that refer to rows of their own table.
-- from
CREATE TABLE t (id integer PRIMARY KEY, parent integer REFERENCES t (id) ON DELETE CASCADE, a text);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer NOT NULL REFERENCES t ON DELETE CASCADE);
-- to
CREATE TABLE t (id integer PRIMARY KEY, parent integer REFERENCES t (id) ON DELETE SET NULL, a text NOT NULL);
CREATE TABLE u (id integer PRIMARY KEY, t_id integer NOT NULL REFERENCES t ON DELETE CASCADE);
-- rows
INSERT INTO t VALUES (1, NULL, 'a'), (2, 1, 'b');
INSERT INTO u VALUES (1, 2);
-- kept
SELECT count(*), sum(parent) FROM t
= 2|1
SELECT t_id FROM u
= 2
