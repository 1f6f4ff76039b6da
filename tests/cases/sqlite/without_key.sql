-- Rows may be equal.
-- from
CREATE TABLE t (a integer, b text);
-- to
CREATE TABLE t (a integer, b text NOT NULL);
-- rows
INSERT INTO t VALUES (1, 'x'), (1, 'x');
-- kept
SELECT a, b FROM t
= 1|x
= 1|x
