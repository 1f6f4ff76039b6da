-- finds
CREATE TABLE "group" (id integer PRIMARY KEY);
-- finds
ALTER TABLE orders RENAME COLUMN number TO "index";
ALTER TABLE orders ADD COLUMN key integer;
