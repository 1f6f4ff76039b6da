-- finds
DROP TABLE `shops`;
-- finds
ALTER TABLE `shops` DROP COLUMN `phone`, DROP INDEX `i`;
ALTER TABLE shops DROP INDEX i, DROP FOREIGN KEY f, DROP PRIMARY KEY, ADD PRIMARY KEY (id);
CREATE TEMPORARY TABLE t (id int);
DROP TEMPORARY TABLE t;
-- finds
CREATE OR REPLACE TABLE shops (id int PRIMARY KEY);
-- next script
CREATE TABLE new_shops (id int PRIMARY KEY, name varchar(20));
INSERT INTO new_shops SELECT id, name FROM shops;
RENAME TABLE shops TO old_shops, new_shops TO shops;
DROP TABLE old_shops;
-- next script
CREATE TABLE users (id int PRIMARY KEY);
-- finds
DROP TABLE Users;
DROP TABLE users;
ALTER TABLE shops ADD COLUMN email int;
ALTER TABLE shops DROP COLUMN Email;
-- next script
-- finds
ALTER TABLE days DROP PARTITION early, late;
-- finds
ALTER TABLE days ALGORITHM=INPLACE, DROP PARTITION IF EXISTS `early`;
ALTER TABLE days TRUNCATE PARTITION early;
ALTER TABLE days REORGANIZE PARTITION early, late INTO (PARTITION p VALUES LESS THAN (10));
CREATE TABLE hours (id int PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 4;
ALTER TABLE hours DROP PARTITION p0;
