-- Keys over the beginning of a value, and descending ones.
-- from
CREATE TABLE t (id int NOT NULL, a varchar(50) NOT NULL, b text, c blob, PRIMARY KEY (a(10), id), KEY b (b(20)), UNIQUE KEY c (c(5)), KEY d (a, id));
-- to
CREATE TABLE t (id int NOT NULL, a varchar(50) NOT NULL, b text, c blob, PRIMARY KEY (a(12), id), KEY b (b(30), id), UNIQUE KEY c (c(6)), KEY d (a(7), id));
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c');
-- kept
SELECT a, b FROM t
= a|b
