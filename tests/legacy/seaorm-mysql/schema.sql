CREATE TABLE `user` ( `id` int NOT NULL AUTO_INCREMENT PRIMARY KEY, `email` varchar(255) NOT NULL UNIQUE, `bio` text, `active` bool NOT NULL DEFAULT TRUE, `role` ENUM('admin', 'member') NOT NULL, `credit` decimal(16, 4) NOT NULL, `created_at` timestamp NOT NULL, `birthday` date, `meta` json );

CREATE TABLE `post` ( `id` bigint NOT NULL AUTO_INCREMENT PRIMARY KEY, `author_id` int NOT NULL, `title` varchar(120) NOT NULL, `body` text NOT NULL, `views` int UNSIGNED NOT NULL, `rating` float, `score` double NOT NULL, `published_at` datetime, `parent_id` bigint, CONSTRAINT `fk-post-author_id` FOREIGN KEY (`author_id`) REFERENCES `user` (`id`) ON DELETE CASCADE ON UPDATE CASCADE, CONSTRAINT `fk-post-parent_id` FOREIGN KEY (`parent_id`) REFERENCES `post` (`id`) );
CREATE INDEX `idx-post-title` ON `post` (`title`);

CREATE TABLE `tag` ( `id` binary(16) NOT NULL PRIMARY KEY, `name` varchar(255) NOT NULL UNIQUE );

CREATE TABLE `post_tag` ( `post_id` bigint NOT NULL, `tag_id` binary(16) NOT NULL, PRIMARY KEY `pk-post_tag` (`post_id`, `tag_id`), CONSTRAINT `fk-post_tag-post_id` FOREIGN KEY (`post_id`) REFERENCES `post` (`id`), CONSTRAINT `fk-post_tag-tag_id` FOREIGN KEY (`tag_id`) REFERENCES `tag` (`id`) );

CREATE TABLE `attachment` ( `key` varchar(255) NOT NULL PRIMARY KEY, `post_id` bigint, `data` varbinary(255) NOT NULL, `size` bigint NOT NULL, `checksum` varbinary(255), `at` time, CONSTRAINT `fk-attachment-post_id` FOREIGN KEY (`post_id`) REFERENCES `post` (`id`) ON DELETE SET NULL );

