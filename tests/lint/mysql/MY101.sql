-- finds
ALTER TABLE shops ADD COLUMN phone varchar(20) NOT NULL;
-- finds
ALTER TABLE shops ADD (a int, b date NOT NULL AFTER a);
ALTER TABLE shops ADD COLUMN phone varchar(20) NOT NULL DEFAULT '';
ALTER TABLE shops ADD COLUMN phone varchar(20);
