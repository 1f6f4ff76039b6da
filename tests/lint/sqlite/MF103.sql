-- before: shops.name text null
-- before: shops.city text null
CREATE TABLE new_shops (id integer PRIMARY KEY, name text NOT NULL, city text);
-- finds
INSERT INTO new_shops (id, name) SELECT id, name FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
-- next script
-- before: shops.name text null
CREATE TABLE new_shops (id integer PRIMARY KEY, name text NOT NULL);
INSERT INTO new_shops (id, name) SELECT id, coalesce(name, '') FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
