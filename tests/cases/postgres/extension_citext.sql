-- A type that an extension brings.
-- needs
extension citext
-- both
CREATE EXTENSION citext;
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text UNIQUE, b citext, c citext DEFAULT 'x');
-- to
CREATE TABLE t (id integer PRIMARY KEY, a citext UNIQUE, b text, c citext DEFAULT 'y', d citext[]);
CREATE INDEX t_d ON t (c);
CREATE INDEX t_as_text ON t (c text_ops, lower(c::text), (c || 'x') text_ops);
-- rows
INSERT INTO t VALUES (1, 'A', 'B', 'C');
-- kept
SELECT a = 'a', b FROM t
= t|B
