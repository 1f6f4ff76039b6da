-- Named, dropped, changed under an index.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text COLLATE "C", c text COLLATE "POSIX", d varchar(9)[] COLLATE "C");
CREATE INDEX t_b ON t (b);
CREATE INDEX t_a ON t (a COLLATE "C");
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text COLLATE "C", b text, c text COLLATE "C", d varchar(9)[] COLLATE "C");
CREATE INDEX t_b ON t (b);
CREATE INDEX t_a ON t (a COLLATE "POSIX");
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c', '{d}');
-- kept
SELECT a, b, c FROM t
= a|b|c
