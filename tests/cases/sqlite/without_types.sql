-- Columns need no type.
-- from
CREATE TABLE a (id, x, y DEFAULT 5, PRIMARY KEY (id));
-- to
CREATE TABLE a (id, x NOT NULL DEFAULT 'it''s', y DEFAULT -5, z "weird type", w DOUBLE PRECISION, v UNSIGNED BIG INT(8, 2), PRIMARY KEY (id));
-- rows
INSERT INTO a VALUES (NULL, 1, 2);
-- kept
SELECT id, x, typeof(x), y FROM a
= NULL|1|integer|2
