-- finds
CREATE TABLE shops (id bigint PRIMARY KEY, `rank` int);
-- finds
ALTER TABLE orders CHANGE COLUMN groups_of `groups` int;
ALTER TABLE orders ADD COLUMN kind int, ADD COLUMN status int;
