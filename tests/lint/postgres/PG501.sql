-- finds
ALTER TABLE shops ADD COLUMN code char(5);
ALTER TABLE shops ADD COLUMN code text;
