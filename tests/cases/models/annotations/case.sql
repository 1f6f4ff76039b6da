-- What entities cannot say, said above them.
-- only
sqlite postgres
-- rows
INSERT INTO shops (name, size) VALUES ('a', 1);
-- kept
SELECT name FROM shops
= a
