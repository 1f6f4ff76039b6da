BEGIN;
CREATE TABLE new_shops (id integer PRIMARY KEY);
-- finds
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
COMMIT;
-- next script
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE new_shops (id integer PRIMARY KEY);
DROP TABLE shops;
ALTER TABLE new_shops RENAME TO shops;
COMMIT;
PRAGMA foreign_keys = ON;
