-- before: shops.id integer
-- before: shops.name text
-- before: shops.phone text null
-- finds
CREATE TABLE new_shops (id integer NOT NULL PRIMARY KEY, name text NOT NULL, phone text NOT NULL);
INSERT INTO new_shops (id, name, phone) SELECT id, name, coalesce(phone, '') FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
-- next script
-- before: shops.name text
CREATE TABLE new_shops (id integer NOT NULL PRIMARY KEY, name text NOT NULL, city text NOT NULL DEFAULT '');
INSERT INTO new_shops (name) SELECT name FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
-- next script
-- before: shops.name text
ALTER TABLE shops ADD COLUMN city text NOT NULL DEFAULT '';
ALTER TABLE shops ADD COLUMN zip text;
-- finds
CREATE TABLE new_shops (name text NOT NULL, city text NOT NULL);
INSERT INTO new_shops (name, city) SELECT name, city FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
-- next script
-- before: shops.name text
-- finds
CREATE TABLE new_shops (id integer NOT NULL, name text NOT NULL, PRIMARY KEY (id, name));
INSERT INTO new_shops (id, name) SELECT 1, name FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
