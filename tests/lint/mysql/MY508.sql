-- finds
CREATE TABLE shops (id bigint PRIMARY KEY, opens time NOT NULL);
-- finds
ALTER TABLE orders ADD COLUMN sent datetime(6);
-- finds
ALTER TABLE orders MODIFY COLUMN paid timestamp NULL;
ALTER TABLE orders ADD COLUMN day date, ADD COLUMN times int;
