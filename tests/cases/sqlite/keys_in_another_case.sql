-- Names in a foreign key mean what they mean in any case, and the key is kept by a rebuild as it was.
-- from
CREATE TABLE shops (id integer PRIMARY KEY, ownerCode text NOT NULL, UNIQUE (ownerCode));
CREATE TABLE orders (id integer PRIMARY KEY, shop_id integer NOT NULL, code text, n integer, CONSTRAINT fk FOREIGN KEY (Shop_ID) REFERENCES shops (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (Code) REFERENCES SHOPS (ownercode) ON DELETE CASCADE);
CREATE TABLE notes (id integer PRIMARY KEY, shop_id integer REFERENCES Shops (ID), other_id integer REFERENCES Shops, note_id integer CONSTRAINT own REFERENCES Notes (ID) DEFERRABLE);
-- to
CREATE TABLE shops (id integer PRIMARY KEY, ownerCode text NOT NULL, UNIQUE (ownerCode));
CREATE TABLE orders (id integer PRIMARY KEY, shop_id integer NOT NULL, code text, n text, CONSTRAINT fk FOREIGN KEY (shop_id) REFERENCES shops (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY (code) REFERENCES shops (ownerCode) ON DELETE CASCADE);
CREATE TABLE notes (id integer PRIMARY KEY, shop_id integer REFERENCES shops (id), other_id integer REFERENCES shops (id), note_id integer CONSTRAINT own REFERENCES notes (id) DEFERRABLE);
-- rows
INSERT INTO shops VALUES (1, 'a');
INSERT INTO orders VALUES (1, 1, 'a', 7);
-- changes
~ column orders.n  type i64 -> text
-- script
CONSTRAINT "fk" FOREIGN KEY ("shop_id") REFERENCES "shops" ("id") DEFERRABLE INITIALLY DEFERRED
-- kept
SELECT shop_id, code, n FROM orders
= 1|a|7
