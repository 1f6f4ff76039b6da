-- No place is a number.
-- from
CREATE TABLE shops (id int PRIMARY KEY, place point NOT NULL);
-- to
CREATE TABLE shops (id int PRIMARY KEY, place int NOT NULL);
-- refused
column shops.place: no native(point) becomes a i32
