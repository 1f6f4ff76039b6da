-- finds
ALTER TABLE orders ADD CONSTRAINT of_shop FOREIGN KEY (shop_id) REFERENCES shops (id);
-- finds
CREATE TABLE reviews (id bigint PRIMARY KEY, shop_id bigint, FOREIGN KEY (shop_id) REFERENCES shops (id));
ALTER TABLE orders DROP FOREIGN KEY of_shop;
