-- A table and its columns are renamed under keys, checks, generated columns and indexes.
-- from
CREATE TABLE owners (id int PRIMARY KEY);
CREATE TABLE shops (id int PRIMARY KEY, owner_id int, size int, twice int GENERATED ALWAYS AS (size * 2) STORED, KEY by_size (size), CONSTRAINT not_negative CHECK (size >= 0), CONSTRAINT its_owner FOREIGN KEY (owner_id) REFERENCES owners (id));
CREATE TABLE items (shop_id int PRIMARY KEY, CONSTRAINT its_shop FOREIGN KEY (shop_id) REFERENCES shops (id));
-- to
CREATE TABLE owners (id int PRIMARY KEY);
CREATE TABLE stores (id int PRIMARY KEY, proprietor_id int, area int, twice int GENERATED ALWAYS AS (area * 2) STORED, KEY by_size (area), CONSTRAINT not_negative CHECK (area >= 0), CONSTRAINT its_owner FOREIGN KEY (proprietor_id) REFERENCES owners (id));
CREATE TABLE items (shop_id int PRIMARY KEY, CONSTRAINT its_shop FOREIGN KEY (shop_id) REFERENCES stores (id));
-- renames
table shops=stores
column stores.owner_id=proprietor_id
column stores.size=area
-- rows
INSERT INTO owners VALUES (1);
INSERT INTO shops (id, owner_id, size) VALUES (1, 1, 5);
-- kept
SELECT area, twice FROM stores
= 5|10
