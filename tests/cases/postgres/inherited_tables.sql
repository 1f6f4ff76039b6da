-- What inherits is told, and changes with its parent.
-- from
CREATE TABLE cities (name text, population integer CHECK (population > 0), altitude integer CHECK (altitude < 9000) NO INHERIT);
CREATE TABLE capitals (state char(2)) INHERITS (cities);
CREATE INDEX by_name ON cities (name);
-- to
CREATE TABLE cities (name varchar(80) NOT NULL, population bigint CHECK (population > 0), altitude integer CHECK (altitude < 9000) NO INHERIT, mayor text);
CREATE TABLE capitals (state char(2)) INHERITS (cities);
CREATE INDEX by_name ON cities (lower(name));
-- rows
INSERT INTO capitals VALUES ('Berlin', 3600000, 34, 'BE');
-- kept
SELECT name, population, mayor, state FROM capitals
= Berlin|3600000|NULL|BE
