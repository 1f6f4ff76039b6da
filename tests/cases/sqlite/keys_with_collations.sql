-- A key or unique constraint may compare in its own way.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text COLLATE NOCASE UNIQUE, b text);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text COLLATE NOCASE UNIQUE, b text COLLATE RTRIM NOT NULL DEFAULT '' UNIQUE);
-- rows
INSERT INTO t VALUES (1, 'A', 'b');
-- kept
SELECT a FROM t WHERE a = 'a'
= A
