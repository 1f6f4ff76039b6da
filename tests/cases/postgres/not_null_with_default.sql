-- NOT NULL columns come with their defaults to tables with rows, and lose them.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer DEFAULT 5, b text);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b text NOT NULL DEFAULT '', c boolean NOT NULL DEFAULT false, d timestamptz NOT NULL DEFAULT now(), e uuid NOT NULL DEFAULT gen_random_uuid());
-- needs
postgres 13
-- rows
INSERT INTO t VALUES (1, 2, 'x');
-- kept
SELECT a, b, c FROM t
= 2|x|f
