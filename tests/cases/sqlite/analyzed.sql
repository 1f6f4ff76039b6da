-- What ANALYZE leaves behind is nobody's.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE INDEX t_a ON t (a);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text);
CREATE INDEX t_a ON t (a);
-- rows
INSERT INTO t VALUES (1, 'x');
ANALYZE;
-- changes
+ column t.b  text, null
