-- A table and its columns are renamed under keys, checks, generated columns, indexes and a view.
-- from
CREATE TABLE owners (id integer PRIMARY KEY);
CREATE TABLE shops (id integer PRIMARY KEY, owner_id integer REFERENCES owners, size integer, twice integer GENERATED ALWAYS AS (size * 2) STORED, CONSTRAINT not_negative CHECK (size >= 0));
CREATE INDEX by_size ON shops (size DESC) WHERE size > 10;
CREATE TABLE items (shop_id integer REFERENCES shops, PRIMARY KEY (shop_id));
CREATE VIEW sizes AS SELECT size FROM shops;
-- to
CREATE TABLE owners (id integer PRIMARY KEY);
CREATE TABLE stores (id integer CONSTRAINT shops_pkey PRIMARY KEY, proprietor_id integer CONSTRAINT shops_owner_id_fkey REFERENCES owners, area integer, twice integer GENERATED ALWAYS AS (area * 2) STORED, CONSTRAINT not_negative CHECK (area >= 0));
CREATE INDEX by_size ON stores (area DESC) WHERE area > 10;
CREATE TABLE items (shop_id integer REFERENCES stores, PRIMARY KEY (shop_id));
CREATE VIEW sizes AS SELECT area AS size FROM stores;
-- renames
table shops=stores
column stores.owner_id=proprietor_id
column stores.size=area
-- rows
INSERT INTO owners VALUES (1);
INSERT INTO shops VALUES (1, 1, 5);
-- kept
SELECT area, twice, size FROM stores, sizes
= 5|10|5
