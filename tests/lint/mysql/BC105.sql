-- before: shops.name varchar(20)
-- finds
ALTER TABLE shops MODIFY name varchar(20);
ALTER TABLE shops MODIFY name varchar(20) NOT NULL;
