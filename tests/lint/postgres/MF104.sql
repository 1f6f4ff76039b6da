-- before: shops.name varchar(50)
-- before: shops.size bigint
-- before: shops.price numeric(10,2)
-- finds
ALTER TABLE shops ALTER COLUMN name TYPE varchar(40);
-- finds
ALTER TABLE shops ALTER COLUMN size TYPE int;
-- finds
ALTER TABLE shops ALTER COLUMN price TYPE numeric(10, 1);
ALTER TABLE shops ALTER COLUMN name TYPE varchar(60);
ALTER TABLE shops ALTER COLUMN price TYPE numeric(12, 2);
ALTER TABLE shops ALTER COLUMN unknown TYPE int;
