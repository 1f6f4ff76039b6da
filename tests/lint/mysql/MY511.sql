-- finds
CREATE TABLE shops (id char(36) PRIMARY KEY, place varchar(50));
-- finds
CREATE TABLE tags (shop bigint NOT NULL, tag varchar(50) NOT NULL, PRIMARY KEY (shop, tag));
CREATE TABLE people (id bigint unsigned NOT NULL, name varchar(50), CONSTRAINT `k` PRIMARY KEY USING BTREE (id));
