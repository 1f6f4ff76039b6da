-- What keys do about a row that is there.
-- from
CREATE TABLE a (id integer PRIMARY KEY ON CONFLICT REPLACE, x text UNIQUE ON CONFLICT IGNORE, y text, z text, UNIQUE (y, z) ON CONFLICT FAIL);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text UNIQUE ON CONFLICT REPLACE, y text, z text NOT NULL DEFAULT '', UNIQUE (y, z) ON CONFLICT FAIL);
-- rows
INSERT INTO a VALUES (1, 'x', 'y', 'z');
-- kept
SELECT x, y, z FROM a
= x|y|z
