-- finds
ALTER TABLE shops RENAME TO old_shops;
CREATE TABLE shops (id integer PRIMARY KEY);
INSERT INTO shops (id) SELECT id FROM old_shops;
DROP TABLE old_shops;
-- next script
ALTER TABLE shops RENAME TO stores;
CREATE TABLE shops (id integer PRIMARY KEY);
-- next script
PRAGMA legacy_alter_table = ON;
ALTER TABLE shops RENAME TO old_shops;
CREATE TABLE shops (id integer PRIMARY KEY);
DROP TABLE old_shops;
