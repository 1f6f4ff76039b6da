-- finds
INSERT INTO new_shops SELECT * FROM shops;
INSERT INTO new_shops (id) SELECT id FROM shops;
INSERT INTO new_shops VALUES (1);
