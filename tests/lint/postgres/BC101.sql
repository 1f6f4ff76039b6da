-- finds
ALTER TABLE shops RENAME TO stores;
CREATE TABLE draft (id int PRIMARY KEY);
ALTER TABLE draft RENAME TO final;
ALTER INDEX shops_pkey RENAME TO stores_pkey;
-- finds
ALTER SCHEMA sales RENAME TO shop;
-- finds
ALTER TABLE orders SET SCHEMA sales;
