-- What the parent gains and loses, its children do.
-- from
CREATE TABLE parent (id integer PRIMARY KEY, old text, n integer, CONSTRAINT small CHECK (n < 10));
CREATE TABLE child (own text) INHERITS (parent);
-- to
CREATE TABLE parent (id integer PRIMARY KEY, n bigint NOT NULL, CONSTRAINT small CHECK (n < 100), CONSTRAINT positive CHECK (n > 0));
CREATE TABLE child (own text) INHERITS (parent);
-- rows
INSERT INTO child VALUES (1, 'x', 5, 'own');
-- kept
SELECT id, n FROM parent
= 1|5
