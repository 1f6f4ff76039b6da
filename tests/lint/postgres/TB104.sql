-- before: orders.shop integer
-- before: orders.item integer
-- before: orders.by integer
-- before: index orders_shop on orders (shop, item)
-- finds
ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (item) REFERENCES items (id) NOT VALID;
ALTER TABLE orders ADD CONSTRAINT b FOREIGN KEY (shop) REFERENCES shops (id) NOT VALID;
CREATE INDEX CONCURRENTLY orders_by ON orders (by);
ALTER TABLE orders ADD CONSTRAINT c FOREIGN KEY (by) REFERENCES people (id) NOT VALID;
ALTER TABLE elsewhere ADD CONSTRAINT d FOREIGN KEY (by) REFERENCES people (id) NOT VALID;
