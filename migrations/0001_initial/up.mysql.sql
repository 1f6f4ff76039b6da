-- mariadb --default-character-set=utf8mb4 DATABASE < up.mysql.sql && autogen stamp 0001_initial
CREATE TABLE `categories` (
  `id` int NOT NULL AUTO_INCREMENT,
  `parent_id` int,
  `slug` varchar(64) NOT NULL,
  `name` varchar(255) NOT NULL,
  `position` smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`),
  UNIQUE KEY `idx-categories-slug_in_parent` (`parent_id`, `slug`),
  CONSTRAINT `fk-categories-parent_id` FOREIGN KEY (`parent_id`) REFERENCES `categories` (`id`) ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE TABLE `users` (
  `id` int NOT NULL AUTO_INCREMENT,
  `email` varchar(255) NOT NULL,
  `name` varchar(255) NOT NULL,
  `role` varchar(16) NOT NULL DEFAULT 'customer',
  `locale` varchar(35) NOT NULL,
  `born_on` date,
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email` (`email`)
);
CREATE TABLE `shops` (
  `id` int NOT NULL AUTO_INCREMENT,
  `owner_id` int NOT NULL,
  `name` varchar(255) NOT NULL,
  `slug` varchar(64) NOT NULL,
  `currency` char(3) NOT NULL,
  `status` smallint NOT NULL DEFAULT 0,
  `opens_at` time,
  `closes_at` time,
  `settings` json NOT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `slug` (`slug`),
  CONSTRAINT `fk-shops-owner_id` FOREIGN KEY (`owner_id`) REFERENCES `users` (`id`)
);
CREATE TABLE `orders` (
  `id` binary(16) NOT NULL,
  `shop_id` int NOT NULL,
  `customer_id` int NOT NULL,
  `status` ENUM('pending', 'paid', 'shipped', 'cancelled') NOT NULL DEFAULT 'pending',
  `currency` char(3) NOT NULL,
  `total` decimal(16, 4) NOT NULL DEFAULT 0.0000,
  `note` text,
  `placed_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  `deliver_on` date,
  PRIMARY KEY (`id`),
  CONSTRAINT `fk-orders-shop_id` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`),
  CONSTRAINT `fk-orders-customer_id` FOREIGN KEY (`customer_id`) REFERENCES `users` (`id`),
  KEY `idx-orders-customer_id` (`customer_id`),
  KEY `idx-orders-placed_at` (`placed_at`)
);
CREATE TABLE `products` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `shop_id` int NOT NULL,
  `sku` varchar(40) NOT NULL,
  `category_id` int,
  `state` ENUM('draft', 'on_sale', 'discontinued') NOT NULL DEFAULT 'draft',
  `price` decimal(16, 4) NOT NULL COMMENT 'in the shop''s currency',
  `weight` double COMMENT 'in kilograms',
  `attributes` json,
  `featured` bool NOT NULL DEFAULT FALSE,
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `idx-products-sku` (`shop_id`, `sku`),
  CONSTRAINT `fk-products-shop_id` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT `fk-products-category_id` FOREIGN KEY (`category_id`) REFERENCES `categories` (`id`) ON DELETE SET NULL,
  KEY `idx-products-category_id` (`category_id`)
) COMMENT='one row per article, in no language';
CREATE TABLE `cart_suggestions` (
  `product_id` bigint NOT NULL,
  `suggested_id` bigint NOT NULL,
  `score` double NOT NULL DEFAULT 1,
  `computed_at` datetime,
  PRIMARY KEY (`product_id`, `suggested_id`),
  CONSTRAINT `fk-cart_suggestions-product_id` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE CASCADE,
  CONSTRAINT `fk-cart_suggestions-suggested_id` FOREIGN KEY (`suggested_id`) REFERENCES `products` (`id`) ON DELETE CASCADE
);
CREATE TABLE `inventory` (
  `shop_id` int NOT NULL,
  `product_id` bigint NOT NULL,
  `quantity` int NOT NULL DEFAULT 0,
  `reserved` int NOT NULL DEFAULT 0,
  `reorder_below` smallint,
  `counted_at` datetime,
  PRIMARY KEY (`shop_id`, `product_id`),
  CONSTRAINT `fk-inventory-shop_id` FOREIGN KEY (`shop_id`) REFERENCES `shops` (`id`) ON DELETE CASCADE,
  CONSTRAINT `fk-inventory-product_id` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE CASCADE,
  KEY `idx-inventory-product_id` (`product_id`)
);
CREATE TABLE `order_items` (
  `order_id` binary(16) NOT NULL,
  `line` smallint NOT NULL,
  `product_id` bigint NOT NULL,
  `quantity` int NOT NULL DEFAULT 1,
  `unit_price` decimal(16, 4) NOT NULL,
  PRIMARY KEY (`order_id`, `line`),
  CONSTRAINT `fk-order_items-order_id` FOREIGN KEY (`order_id`) REFERENCES `orders` (`id`) ON DELETE CASCADE,
  CONSTRAINT `fk-order_items-product` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`),
  KEY `idx-order_items-product_id` (`product_id`),
  CONSTRAINT `order_items_some` CHECK (`quantity` > 0)
);
CREATE TABLE `product_translations` (
  `product_id` bigint NOT NULL,
  `locale` varchar(35) NOT NULL,
  `name` varchar(255) NOT NULL,
  `description` text NOT NULL,
  PRIMARY KEY (`product_id`, `locale`),
  CONSTRAINT `fk-product_translations-product_id` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE CASCADE
);
CREATE TABLE `reviews` (
  `id` bigint NOT NULL AUTO_INCREMENT,
  `product_id` bigint NOT NULL,
  `user_id` int NOT NULL,
  `rating` int NOT NULL,
  `locale` varchar(35) NOT NULL,
  `text` text,
  `written_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `idx-reviews-one_per_user` (`product_id`, `user_id`),
  CONSTRAINT `fk-reviews-product_id` FOREIGN KEY (`product_id`) REFERENCES `products` (`id`) ON DELETE CASCADE,
  CONSTRAINT `fk-reviews-user_id` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`) ON DELETE CASCADE,
  KEY `reviews_latest` (`product_id`, `written_at` DESC)
);
