-- finds
CREATE TABLE shops (id bigint PRIMARY KEY, price double NOT NULL);
-- finds
ALTER TABLE orders MODIFY COLUMN price float(7, 2);
ALTER TABLE orders ADD COLUMN price decimal(10, 2);
