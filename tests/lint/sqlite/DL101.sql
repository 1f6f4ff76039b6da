-- finds
DROP TABLE shops;
-- finds
ALTER TABLE shops DROP COLUMN phone;
-- next script
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE "new_shops" (id integer PRIMARY KEY);
INSERT INTO "new_shops" (id) SELECT id FROM shops;
DROP TABLE "shops";
ALTER TABLE "new_shops" RENAME TO "shops";
COMMIT;
-- finds
DROP TABLE [shops];
-- next script
-- before: shops.name text
-- before: shops.phone text
-- finds
CREATE TABLE new_shops (id integer PRIMARY KEY, name text);
INSERT INTO new_shops (id, name) SELECT id, name FROM shops;
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
