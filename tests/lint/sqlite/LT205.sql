-- before: shops.name text
-- before: index shops_name on shops (name)
-- before: index shops_city on shops (city)
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE new_shops (id integer PRIMARY KEY, name text);
INSERT INTO new_shops (id, name) SELECT id, name FROM shops;
-- finds
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
CREATE INDEX shops_name ON shops (name);
COMMIT;
-- next script
-- before: shops.name text
-- before: index shops_name on shops (name)
DROP TABLE shops;
