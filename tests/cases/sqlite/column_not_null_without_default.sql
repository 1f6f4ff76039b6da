-- Rows that are there get the zero of the type.
-- from
CREATE TABLE shops (id integer PRIMARY KEY);
-- to
CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL, size integer NOT NULL, is_open boolean NOT NULL, price double NOT NULL);
-- rows
INSERT INTO shops VALUES (1);
-- kept
SELECT name, size FROM shops
= |0
