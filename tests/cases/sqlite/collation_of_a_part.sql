-- A part of an index keeps a collation that its column does not have.
-- from
CREATE TABLE t (id integer PRIMARY KEY, e text COLLATE NOCASE, n text);
CREATE UNIQUE INDEX u ON t (e COLLATE BINARY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, e text COLLATE NOCASE, n text NOT NULL);
CREATE UNIQUE INDEX u ON t (e COLLATE BINARY);
-- rows
INSERT INTO t VALUES (1, 'A', 'x'), (2, 'a', 'y');
-- kept
SELECT e FROM t ORDER BY id
= A
= a
