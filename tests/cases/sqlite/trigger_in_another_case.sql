-- A trigger may name its table in another case.
-- from
CREATE TABLE shops (id integer PRIMARY KEY, name text, size text);
CREATE TABLE log (name text);
CREATE TRIGGER noted AFTER INSERT ON Shops BEGIN INSERT INTO log VALUES (new.name); END;
-- to
CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL, size text);
CREATE TABLE log (name text);
CREATE TRIGGER noted AFTER INSERT ON Shops BEGIN INSERT INTO log VALUES (new.name); END;
-- rows
INSERT INTO shops VALUES (1, 'a', NULL);
-- kept
SELECT name FROM log
= a
