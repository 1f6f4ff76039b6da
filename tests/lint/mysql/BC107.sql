-- before: shops.phone varchar(20) null
-- before: shops.name varchar(20)
-- finds
ALTER TABLE shops MODIFY phone varchar(20) NOT NULL;
-- finds
ALTER TABLE shops ADD COLUMN city varchar(20) NOT NULL, LOCK=NONE;
ALTER TABLE shops ADD COLUMN zip varchar(20) NOT NULL DEFAULT '';
-- finds
ALTER TABLE shops ALTER COLUMN zip DROP DEFAULT;
ALTER TABLE shops MODIFY name varchar(30) NOT NULL;
ALTER TABLE shops CHANGE name title varchar(30) NOT NULL;
ALTER TABLE shops ADD COLUMN number bigint NOT NULL AUTO_INCREMENT, ADD UNIQUE (number);
ALTER TABLE shops ADD COLUMN initial char(1) AS (left(name, 1)) STORED NOT NULL;
