-- before: shops.name varchar(50)
-- before: shops.size int
-- before: shops.price numeric(10,2)
ALTER TABLE shops ALTER COLUMN name TYPE varchar(100);
ALTER TABLE shops ALTER COLUMN name TYPE text;
ALTER TABLE shops ALTER COLUMN price TYPE numeric(14, 2);
-- finds
ALTER TABLE shops ALTER COLUMN size TYPE bigint;
-- finds
ALTER TABLE shops ALTER COLUMN size TYPE text;
-- finds
ALTER TABLE shops ALTER COLUMN price TYPE numeric(14, 3);
-- finds
ALTER TABLE shops ALTER COLUMN unknown TYPE text;
ALTER TABLE shops RENAME COLUMN name TO title;
ALTER TABLE shops RENAME TO stores;
-- finds
ALTER TABLE stores ALTER COLUMN title TYPE varchar(9);
