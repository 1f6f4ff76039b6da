-- before: shops.name varchar(50)
-- before: shops.title varchar(50)
-- before: index by_name on shops (name) where name <> ''
-- before: index by_title on shops (title)
-- finds
ALTER TABLE shops ALTER COLUMN name TYPE varchar(100);
ALTER TABLE shops ALTER COLUMN title TYPE varchar(100);
-- finds
ALTER TABLE shops ALTER COLUMN title TYPE varchar(100) COLLATE "C";
ALTER TABLE shops ALTER COLUMN name TYPE varchar(100) COLLATE "C" USING name;
