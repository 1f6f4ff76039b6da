-- finds
CREATE TABLE shops (id bigint(20) PRIMARY KEY);
-- finds
ALTER TABLE orders ADD COLUMN pieces int(11);
ALTER TABLE orders ADD COLUMN open tinyint(1), ADD COLUMN price decimal(10, 2);
CREATE TABLE people (id bigint PRIMARY KEY, born int unsigned);
