-- finds
CREATE TABLE shops (id bigint PRIMARY KEY) ROW_FORMAT=COMPRESSED;
-- finds
CREATE TABLE people (id bigint PRIMARY KEY) KEY_BLOCK_SIZE=8;
-- finds
ALTER TABLE orders ROW_FORMAT = COMPRESSED;
CREATE TABLE notes (id bigint PRIMARY KEY, compressed blob) ROW_FORMAT=DYNAMIC;
ALTER TABLE orders ADD COLUMN compressed blob;
