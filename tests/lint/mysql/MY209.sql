-- before: shops.name varchar(20)
-- before: shops.phone varchar(20) null
-- before: fulltext index by_text on shops (name)
-- before: stores.name varchar(20)
-- finds
ALTER TABLE shops ADD COLUMN note text;
-- finds
ALTER TABLE shops DROP COLUMN phone;
ALTER TABLE shops ADD COLUMN city varchar(20), LOCK=NONE;
ALTER TABLE shops ALTER COLUMN name SET DEFAULT 'x';
ALTER TABLE stores ADD COLUMN note text;
-- next script
-- before: shops.phone varchar(20) null
-- before: shops.name varchar(20)
-- before: fulltext index by_text on shops (name)
-- finds
ALTER TABLE shops MODIFY phone varchar(20) NOT NULL;
ALTER TABLE shops MODIFY name varchar(20) NOT NULL COMMENT 'what it is called';
