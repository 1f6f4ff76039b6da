-- setup:
CREATE TABLE t (id int PRIMARY KEY, n int);
INSERT INTO t VALUES (1, 10), (2, 20), (3, 30);
-- up:
SET foreign_key_checks = 0;
CREATE TEMPORARY TABLE `autogen_guard` (violations integer, CONSTRAINT `no row` CHECK (violations = 0));
INSERT INTO `autogen_guard` SELECT count(*) FROM `t` WHERE `n` IS NULL;
DROP TABLE `autogen_guard`;
BEGIN;
UPDATE `t` SET `n` = `n` + 1;
INSERT INTO `t` VALUES (4, 40);
COMMIT;
UPDATE `t` SET `n` = `n` * 2;
CREATE TABLE `s` (`id` int PRIMARY KEY, `n` int);
START TRANSACTION;
INSERT INTO `s` SELECT `id`, `n` FROM `t`;
UPDATE `s` SET `n` = `n` + 5;
ALTER TABLE `s` ADD COLUMN `m` int;
UPDATE `s` SET `m` = `n` + 1;
COMMIT;
-- down:
DROP TABLE `s`;
BEGIN;
UPDATE `t` SET `n` = `n` / 2;
DELETE FROM `t` WHERE `id` = 4;
UPDATE `t` SET `n` = `n` - 1;
COMMIT;
-- rows:
SELECT * FROM t ORDER BY 1;
SELECT * FROM s ORDER BY 1;
