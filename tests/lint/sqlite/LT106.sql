-- before: shops.name text
-- before: shops.city text
-- before: index shops_name on shops (name)
-- finds
ALTER TABLE shops DROP COLUMN name;
ALTER TABLE shops DROP COLUMN city;
-- next script
-- before: shops.name text
-- before: index shops_name on shops (name)
DROP INDEX shops_name;
ALTER TABLE shops DROP COLUMN name;
