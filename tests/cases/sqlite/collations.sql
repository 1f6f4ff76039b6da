-- Named, dropped, in columns and indexes.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text COLLATE NOCASE, c text COLLATE RTRIM);
CREATE INDEX t_a ON t (a COLLATE NOCASE);
CREATE INDEX t_b ON t (b);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text COLLATE NOCASE, b text, c text COLLATE NOCASE);
CREATE INDEX t_a ON t (a COLLATE RTRIM);
CREATE INDEX t_b ON t (b);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c');
-- kept
SELECT a = 'A', b = 'B', c FROM t
= 1|0|c
