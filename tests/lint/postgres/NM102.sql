-- finds
CREATE TABLE "Shops" (id bigint PRIMARY KEY);
-- finds
CREATE TABLE people (id bigint PRIMARY KEY, "born on" date);
-- finds
ALTER TABLE orders RENAME COLUMN price TO "netPrice";
-- finds
CREATE INDEX CONCURRENTLY "orders-by-day" ON orders (day);
ALTER TABLE Orders ADD COLUMN Amount_2 integer;
ALTER TABLE "Orders" DROP COLUMN "netPrice";
