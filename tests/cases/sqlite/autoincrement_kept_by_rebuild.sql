-- The count goes on where it was.
-- from
CREATE TABLE b (id integer PRIMARY KEY AUTOINCREMENT, x text);
-- to
CREATE TABLE b (id integer PRIMARY KEY AUTOINCREMENT, x text NOT NULL DEFAULT '');
-- rows
INSERT INTO b (x) VALUES ('a'), ('b'), ('c');
DELETE FROM b WHERE id = 3;
-- tidy
INSERT INTO b (x) VALUES ('d');
-- kept
SELECT seq FROM sqlite_sequence WHERE name = 'b'
= 3
-- back
SELECT id FROM b WHERE x = 'd'
= 4
