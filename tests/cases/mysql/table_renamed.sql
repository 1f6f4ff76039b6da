-- Keys and indexes go with their table.
-- from
CREATE TABLE shops (id int AUTO_INCREMENT PRIMARY KEY, code varchar(10) UNIQUE, parent int, CONSTRAINT up FOREIGN KEY (parent) REFERENCES shops (id));
CREATE TABLE items (id int PRIMARY KEY, shop_id int, CONSTRAINT its_shop FOREIGN KEY (shop_id) REFERENCES shops (id));
-- to
CREATE TABLE stores (id int AUTO_INCREMENT PRIMARY KEY, code varchar(10) UNIQUE, parent int, CONSTRAINT up FOREIGN KEY (parent) REFERENCES stores (id));
CREATE TABLE items (id int PRIMARY KEY, shop_id int, CONSTRAINT its_shop FOREIGN KEY (shop_id) REFERENCES stores (id));
-- renames
table shops=stores
-- rows
INSERT INTO shops (code) VALUES ('a');
INSERT INTO items VALUES (1, 1);
-- changes
~ table shops  renamed to stores
-- kept
SELECT code FROM stores
= a
