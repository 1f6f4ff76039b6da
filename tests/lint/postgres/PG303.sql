-- finds
CREATE TABLE orders (id int PRIMARY KEY, shop int REFERENCES shops (id));
-- finds
CREATE TABLE lines (id int PRIMARY KEY, a int, FOREIGN KEY (a) REFERENCES public.items (id));
CREATE TABLE trees (id int PRIMARY KEY, parent int REFERENCES trees (id), o int REFERENCES orders);
