-- What old applications have: MyISAM-born types, zero dates, long prefixes.
-- from
CREATE TABLE wp_posts (ID bigint(20) unsigned NOT NULL AUTO_INCREMENT, post_author bigint(20) unsigned NOT NULL DEFAULT 0, post_title text NOT NULL, post_status varchar(20) NOT NULL DEFAULT 'publish', PRIMARY KEY (ID), KEY type_status_date (post_status, ID));
-- to
CREATE TABLE wp_posts (ID bigint(20) unsigned NOT NULL AUTO_INCREMENT, post_author bigint(20) unsigned NOT NULL DEFAULT 0, post_title mediumtext NOT NULL, post_name varchar(200) NOT NULL DEFAULT '', post_status varchar(20) NOT NULL DEFAULT 'publish', menu_order int(11) NOT NULL DEFAULT 0, PRIMARY KEY (ID), KEY post_name (post_name(191)), KEY type_status_date (post_status, menu_order, ID), KEY post_author (post_author));
-- rows
INSERT INTO wp_posts (post_title) VALUES ('x');
-- kept
SELECT post_title, post_name, menu_order FROM wp_posts
= x||0
