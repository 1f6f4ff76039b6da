-- Types, nullability and defaults, all by building the table anew.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text NOT NULL, c integer NOT NULL DEFAULT 5, d varchar(10), e integer);
CREATE INDEX t_a ON t (a);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL, b text, c integer DEFAULT 6, d varchar(20), e text);
CREATE INDEX t_a ON t (a);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 1, 'd', 7);
-- kept
SELECT a, b, c, d, e, typeof(e) FROM t
= a|b|1|d|7|text
