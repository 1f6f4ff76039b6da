-- Unique constraints over more than columns.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text, y text, UNIQUE (x COLLATE NOCASE));
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text, y text, UNIQUE (x COLLATE NOCASE, y DESC), CONSTRAINT "named y" UNIQUE (y COLLATE RTRIM));
-- rows
INSERT INTO a VALUES (1, 'x', 'y');
-- kept
SELECT x FROM a
= x
