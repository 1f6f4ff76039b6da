-- Rows that are there get the zero of the type.
-- from
CREATE TABLE shops (id int PRIMARY KEY);
-- to
CREATE TABLE shops (id int PRIMARY KEY, name varchar(20) NOT NULL, size int NOT NULL, is_open tinyint(1) NOT NULL, price decimal(8, 2) NOT NULL, note text NOT NULL, data json NOT NULL, kind enum('b', 'a') NOT NULL);
-- rows
INSERT INTO shops VALUES (1);
-- kept
SELECT name, size, is_open, price FROM shops
= |0|0|0.00
