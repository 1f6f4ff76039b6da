-- Children have the columns of their parents.
-- from
CREATE TABLE parent (id integer PRIMARY KEY, a text);
CREATE TABLE child (b text) INHERITS (parent);
CREATE TABLE other (id integer PRIMARY KEY);
-- to
CREATE TABLE parent (id integer PRIMARY KEY, a text, c integer);
CREATE TABLE child (b text) INHERITS (parent);
CREATE TABLE other (id integer PRIMARY KEY, x text);
-- rows
INSERT INTO child VALUES (1, 'a', 'b');
-- kept
SELECT id, a, c FROM parent
= 1|a|NULL
