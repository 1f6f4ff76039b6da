-- finds
ALTER TABLE shops ADD CONSTRAINT c CHECK (price > 0);
-- finds
ALTER TABLE shops ADD price int CHECK (price > 0);
ALTER TABLE shops ADD CONSTRAINT c CHECK (price > 0) NOT VALID;
