-- Its sequences, keys and indexes that bear its name are renamed where TO has them renamed.
-- from
CREATE TABLE shops (id serial PRIMARY KEY, code text UNIQUE, parent integer REFERENCES shops, size integer CHECK (size > 0), n integer GENERATED ALWAYS AS IDENTITY);
CREATE INDEX shops_size_idx ON shops (size);
CREATE TABLE items (id serial PRIMARY KEY, shop_id integer REFERENCES shops);
-- to
CREATE TABLE stores (id serial PRIMARY KEY, code text UNIQUE, parent integer REFERENCES stores, size integer CHECK (size > 0), n integer GENERATED ALWAYS AS IDENTITY);
CREATE INDEX stores_size_idx ON stores (size);
CREATE TABLE items (id serial PRIMARY KEY, shop_id integer REFERENCES stores);
-- renames
table shops=stores
-- rows
INSERT INTO shops (code, size) VALUES ('a', 1);
INSERT INTO items (shop_id) VALUES (1);
-- kept
SELECT code, n, shop_id FROM stores JOIN items ON shop_id = stores.id
= a|1|1
