-- MyISAM takes foreign keys and keeps none.
-- from
CREATE TABLE shops (id int PRIMARY KEY) ENGINE=MyISAM;
CREATE TABLE orders (id int PRIMARY KEY, shop_id int) ENGINE=InnoDB;
-- to
CREATE TABLE shops (id int PRIMARY KEY) ENGINE=InnoDB;
CREATE TABLE orders (id int PRIMARY KEY, shop_id int, CONSTRAINT shop FOREIGN KEY (shop_id) REFERENCES shops (id)) ENGINE=InnoDB;
