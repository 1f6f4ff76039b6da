-- Columns take each other's names and types.
-- from
CREATE TABLE t (a integer, b text, CONSTRAINT k CHECK (a > 0));
CREATE INDEX i ON t (a, b);
-- to
CREATE TABLE t (b integer, a text, CONSTRAINT k CHECK (b > 0));
CREATE INDEX i ON t (b, a);
-- renames
column t.a=b
column t.b=a
-- rows
INSERT INTO t VALUES (1, 'x');
-- kept
SELECT a, b FROM t
= x|1
