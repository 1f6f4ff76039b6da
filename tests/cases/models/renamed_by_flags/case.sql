-- A table and columns get other names.
-- flags
--rename-table shops=stores --rename stores.name=title --rename items.shop_id=store_id
-- rows
INSERT INTO shops (name) VALUES ('a');
INSERT INTO items (shop_id) VALUES (1);
-- kept
SELECT title, store_id FROM stores JOIN items ON store_id = stores.id
= a|1
