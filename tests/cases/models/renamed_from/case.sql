-- SeaORM's own word for a rename, together with another nullability.
-- rows
INSERT INTO shops (name, phone) VALUES ('a', '123');
-- kept
SELECT telephone FROM shops
= 123
