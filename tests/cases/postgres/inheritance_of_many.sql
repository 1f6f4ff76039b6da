-- Children of children, and of several parents.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x integer DEFAULT 1);
CREATE TABLE b (y text);
CREATE TABLE c (z date) INHERITS (a, b);
CREATE TABLE d () INHERITS (c);
-- to
CREATE TABLE a (id bigint PRIMARY KEY, x integer DEFAULT 2 NOT NULL);
CREATE TABLE b (y varchar(9), w integer);
CREATE TABLE c (z date) INHERITS (a, b);
CREATE TABLE d () INHERITS (c);
-- rows
INSERT INTO d (id, y, z) VALUES (1, 'y', '2020-01-01');
-- kept
SELECT id, x, y, w FROM c
= 1|1|y|NULL
