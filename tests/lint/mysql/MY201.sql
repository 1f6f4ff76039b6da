-- before: shops.name varchar(50)
-- before: shops.n int
ALTER TABLE shops MODIFY name varchar(60);
ALTER TABLE shops MODIFY n int COMMENT 'x';
-- finds
ALTER TABLE shops MODIFY n bigint;
ALTER TABLE shops MODIFY n bigint NOT NULL;
-- finds
ALTER TABLE shops MODIFY name varchar(64);
-- finds
ALTER TABLE people MODIFY age bigint;
ALTER TABLE shops MODIFY n smallint, ALGORITHM=INPLACE, LOCK=NONE;
