-- Made, dropped, of other columns, in another order.
-- from
CREATE TABLE a (id int NOT NULL);
CREATE TABLE b (id int PRIMARY KEY);
CREATE TABLE c (x int NOT NULL, y int NOT NULL, PRIMARY KEY (x));
CREATE TABLE d (x int NOT NULL, y int NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE e (id int AUTO_INCREMENT PRIMARY KEY, n int NOT NULL);
-- to
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int NOT NULL);
CREATE TABLE c (x int NOT NULL, y int NOT NULL, PRIMARY KEY (x, y));
CREATE TABLE d (x int NOT NULL, y int NOT NULL, PRIMARY KEY (y, x));
CREATE TABLE e (id int AUTO_INCREMENT, n int NOT NULL, PRIMARY KEY (n), UNIQUE KEY by_id (id));
-- rows
INSERT INTO a VALUES (1);
INSERT INTO e (n) VALUES (3);
