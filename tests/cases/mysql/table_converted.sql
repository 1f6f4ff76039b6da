-- All columns get the new default at once, with their values.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) NOT NULL, e enum('é','x'), KEY a (a)) DEFAULT CHARSET=latin1;
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) NOT NULL, e enum('é','x'), KEY a (a)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
-- rows
INSERT INTO t VALUES (1, 'é', 'é');
-- kept
SELECT a, e, hex(a) FROM t
= é|é|C3A9
-- back
SELECT a, e, hex(a) FROM t
= é|é|E9
