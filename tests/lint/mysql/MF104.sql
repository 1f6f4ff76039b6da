-- before: shops.name varchar(20)
-- before: shops.n bigint
-- finds
ALTER TABLE shops MODIFY name varchar(10);
-- finds
ALTER TABLE shops CHANGE n m int unsigned;
ALTER TABLE shops MODIFY name varchar(30);
