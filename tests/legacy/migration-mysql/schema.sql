CREATE TABLE IF NOT EXISTS `account` ( `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `email` varchar(255) NOT NULL UNIQUE, `name` varchar(64) NOT NULL, `password_hash` varchar(255) NULL, `verified` bool NOT NULL DEFAULT FALSE, `plan` ENUM('free', 'pro') NOT NULL DEFAULT 'free', `balance` decimal(12, 2) NOT NULL DEFAULT 0, `preferences` json NULL, `token` binary(16) NULL, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP );

CREATE INDEX `idx-account-name` ON `account` (`name`);

CREATE TABLE IF NOT EXISTS `project` ( `id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `owner_id` int NOT NULL, `title` varchar(255) NOT NULL, `slug` varchar(80) NOT NULL, `description` text NULL, `budget` decimal NULL, `starts_on` date NULL, `archived_at` timestamp NULL, `position` smallint NOT NULL DEFAULT 0, `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `updated_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT `fk-project-owner_id` FOREIGN KEY (`owner_id`) REFERENCES `account` (`id`) ON DELETE CASCADE ON UPDATE CASCADE );

CREATE UNIQUE INDEX `idx-project-owner-slug` ON `project` (`owner_id`, `slug`);

CREATE TABLE `membership` ( `account_id` int NOT NULL, `project_id` bigint NOT NULL, `role` varchar(20) NOT NULL DEFAULT 'viewer', `invited_at` datetime NOT NULL, PRIMARY KEY `pk-membership` (`project_id`, `account_id`), CONSTRAINT `fk-membership-account` FOREIGN KEY (`account_id`) REFERENCES `account` (`id`) ON DELETE CASCADE, CONSTRAINT `fk-membership-project` FOREIGN KEY (`project_id`) REFERENCES `project` (`id`) ON DELETE RESTRICT );

CREATE TABLE `event` ( `id` binary(16) NOT NULL PRIMARY KEY, `project_id` bigint NULL, `kind` varchar(255) NOT NULL, `payload` json NOT NULL, `at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, `took` float NULL, `blob` blob NULL, CONSTRAINT `fk-event-project` FOREIGN KEY (`project_id`) REFERENCES `project` (`id`) ON DELETE SET NULL );

CREATE INDEX `idx-event-kind-at` ON `event` (`kind`, `at` DESC);

CREATE TABLE `rate` ( `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `code` char(3) NOT NULL UNIQUE, `value` double NOT NULL, `weight` int UNSIGNED NOT NULL, `small` tinyint NULL );

CREATE TABLE `seaql_migrations` (`version` varchar(255) NOT NULL PRIMARY KEY, `applied_at` bigint NOT NULL);
