-- finds
ALTER TABLE shops ADD COLUMN code varchar(5);
ALTER TABLE shops ADD COLUMN code text;
