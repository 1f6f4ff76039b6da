-- Checks at columns and of the table, with texts in them.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b varchar(20), c int, CONSTRAINT b_ok CHECK (b <> 'it''s "x" \\' AND b IN ('a', 'b')));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 1), b varchar(20), c int CHECK (c BETWEEN 1 AND 5), CONSTRAINT b_ok CHECK (b <> 'it''s "y" \\' AND b IN ('a', 'c')));
-- rows
INSERT INTO t VALUES (1, 2, 'a', 3);
-- kept
SELECT a, b, c FROM t
= 2|a|3
