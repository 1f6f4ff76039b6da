-- The old holder of the name goes first.
-- from
CREATE TABLE old (id integer PRIMARY KEY, x text);
CREATE TABLE new (id integer PRIMARY KEY, y text);
-- to
CREATE TABLE new (id integer PRIMARY KEY, x text);
-- renames
table old=new
-- rows
INSERT INTO old VALUES (1, 'x');
INSERT INTO new VALUES (1, 'y');
-- kept
SELECT x FROM new
= x
-- back
SELECT x FROM old
= x
