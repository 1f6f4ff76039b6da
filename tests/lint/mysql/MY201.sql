-- before: shops.name varchar(50)
-- before: shops.n int
-- finds
ALTER TABLE shops MODIFY n bigint;
-- finds
ALTER TABLE shops MODIFY name varchar(64);
-- finds
ALTER TABLE people MODIFY age bigint;
ALTER TABLE shops MODIFY name varchar(60);
ALTER TABLE shops MODIFY n int COMMENT 'x';
ALTER TABLE shops MODIFY n bigint, ALGORITHM=INPLACE, LOCK=NONE;
