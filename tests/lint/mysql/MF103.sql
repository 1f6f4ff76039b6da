-- before: shops.phone varchar(20) null
-- before: shops.name varchar(20)
-- finds
ALTER TABLE shops MODIFY phone varchar(20) NOT NULL;
ALTER TABLE shops MODIFY name varchar(30) NOT NULL;
ALTER TABLE shops MODIFY phone varchar(30) COMMENT 'NOT NULL';
