-- The count goes with the table.
-- from
CREATE TABLE old (id integer PRIMARY KEY AUTOINCREMENT, x text);
-- to
CREATE TABLE new (id integer PRIMARY KEY AUTOINCREMENT, x text NOT NULL DEFAULT '');
-- renames
table old=new
-- rows
INSERT INTO old (x) VALUES ('a'), ('b');
DELETE FROM old WHERE id = 2;
-- kept
SELECT name, seq FROM sqlite_sequence
= new|2
