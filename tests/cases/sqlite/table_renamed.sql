-- Keys and indexes go with their table.
-- from
CREATE TABLE shops (id integer PRIMARY KEY, code text UNIQUE, parent integer REFERENCES shops (id));
CREATE INDEX by_parent ON shops (parent);
CREATE TABLE items (id integer PRIMARY KEY, shop_id integer REFERENCES shops (id));
-- to
CREATE TABLE stores (id integer PRIMARY KEY, code text UNIQUE, parent integer REFERENCES stores (id));
CREATE INDEX by_parent ON stores (parent);
CREATE TABLE items (id integer PRIMARY KEY, shop_id integer REFERENCES stores (id));
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
