-- setup:
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), KEY by_a (a)) DEFAULT CHARSET = utf8mb4 COLLATE utf8mb4_general_ci;
INSERT INTO p VALUES (1), (2);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up:
ALTER TABLE `t` ADD COLUMN `c` int NOT NULL DEFAULT 3, ADD KEY `by_c` (`c`, `a`);
ALTER TABLE `t` RENAME COLUMN `b` TO `bb`;
ALTER TABLE `t` DROP INDEX `by_a`, ADD UNIQUE KEY `by_a` (`a`);
ALTER TABLE `t` MODIFY COLUMN `bb` varchar(40) NOT NULL;
ALTER TABLE `t` RENAME COLUMN `bb` TO `BB`;
ALTER TABLE `t` RENAME INDEX `by_c` TO `By_C`;
RENAME TABLE `p` TO `P`;
ALTER TABLE `t` ADD CONSTRAINT `t_p` FOREIGN KEY (`a`) REFERENCES `P` (`id`);
ALTER TABLE `t` ADD CONSTRAINT `positive` CHECK (`a` > 0);
ALTER TABLE `t` ALTER COLUMN `c` SET DEFAULT 5, LOCK=NONE;
SET @autogen = CONCAT('ALTER TABLE `t` COLLATE ', 'utf8mb4_bin');
PREPARE autogen FROM @autogen;
EXECUTE autogen;
DEALLOCATE PREPARE autogen;
ALTER TABLE `t` /*!80016 ADD CHECK (`c` > 0) */ /*M! ADD CONSTRAINT `more` CHECK (`c` > 0) */;
RENAME TABLE `t` TO `u`;
CREATE TABLE `t` (`id` int PRIMARY KEY);
INSERT INTO `t` SELECT `id` FROM `u`;
-- down:
DROP TABLE `t`;
RENAME TABLE `u` TO `t`;
ALTER TABLE `t` /*!80016 DROP CHECK `t_chk_1` */ /*M! DROP CONSTRAINT `more` */;
SET @autogen = CONCAT('ALTER TABLE `t` COLLATE ', 'utf8mb4_general_ci');
PREPARE autogen FROM @autogen;
EXECUTE autogen;
DEALLOCATE PREPARE autogen;
ALTER TABLE `t` /*!80016 DROP CHECK `positive` */ /*M! DROP CONSTRAINT `positive` */;
ALTER TABLE `t` DROP FOREIGN KEY `t_p`;
RENAME TABLE `P` TO `p`;
ALTER TABLE `t` RENAME INDEX `By_C` TO `by_c`;
ALTER TABLE `t` RENAME COLUMN `BB` TO `bb`;
ALTER TABLE `t` MODIFY COLUMN `bb` varchar(20);
ALTER TABLE `t` DROP INDEX `by_a`, ADD KEY `by_a` (`a`);
ALTER TABLE `t` RENAME COLUMN `bb` TO `b`;
ALTER TABLE `t` DROP INDEX `by_c`, DROP COLUMN `c`;
-- rows:
SELECT * FROM t ORDER BY 1;
SELECT * FROM u ORDER BY 1;
