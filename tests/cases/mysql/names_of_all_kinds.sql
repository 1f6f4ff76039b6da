-- Upper case, blanks, keywords, quotes, dots and other scripts.
-- from
CREATE TABLE `Order` (id int PRIMARY KEY);
-- to
CREATE TABLE `Order` (id int PRIMARY KEY, `User` varchar(10), `select` int DEFAULT 1, `with space` varchar(10), `quo``te` varchar(10), `a.b` int, `größe` int, `CamelCase` varchar(10), `semi;colon` int, `it's` int, `$1` int, `percent%s` int, `back\slash` int, `order` int GENERATED ALWAYS AS (`select` + 1) STORED, KEY `Weird Index` (`User`, `CamelCase`), CONSTRAINT `Check Me` CHECK (`CamelCase` <> `User`));
CREATE TABLE `user` (`table` int PRIMARY KEY, `Order` int, `group` varchar(10), CONSTRAINT `Its Order` FOREIGN KEY (`Order`) REFERENCES `Order` (id));
CREATE TABLE `my table` (id int AUTO_INCREMENT PRIMARY KEY, `My Col` enum('A', 'b c') DEFAULT 'b c') COMMENT 'a `b`';
-- rows
INSERT INTO `Order` VALUES (1);
