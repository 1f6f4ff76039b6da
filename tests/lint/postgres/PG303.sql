-- finds
CREATE TABLE orders (id int PRIMARY KEY, shop int REFERENCES shops (id));
-- finds
CREATE TABLE lines (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES public.items (id));
CREATE TABLE trees (id int PRIMARY KEY, parent int REFERENCES trees (id), o int REFERENCES orders);
-- next script
BEGIN;
CREATE TABLE orders (id int PRIMARY KEY, shop int, item int);
COMMIT;
BEGIN;
ALTER TABLE orders ADD CONSTRAINT a FOREIGN KEY (shop) REFERENCES shops (id);
COMMIT;
BEGIN;
CREATE INDEX orders_item ON orders (item);
-- finds
ALTER TABLE orders ADD CONSTRAINT b FOREIGN KEY (item) REFERENCES items (id);
COMMIT;
CREATE TABLE lone (id int PRIMARY KEY, shop int REFERENCES shops (id));
-- next script
BEGIN;
-- finds
CREATE TABLE two (id int PRIMARY KEY, shop int REFERENCES shops, item int REFERENCES items);
COMMIT;
