-- finds
CREATE TABLE shops (id bigint PRIMARY KEY, state enum('open', 'shut') NOT NULL);
-- finds
ALTER TABLE orders ADD COLUMN tags set('a', 'b');
ALTER TABLE orders ADD COLUMN settings json;
