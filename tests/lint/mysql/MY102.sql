-- finds
CREATE TABLE orders (id int PRIMARY KEY, shop int REFERENCES shops (id));
-- finds
ALTER TABLE shops ADD COLUMN owner int REFERENCES people (id);
CREATE TABLE lines (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES items (id));
