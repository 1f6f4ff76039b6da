-- Of two columns to a unique key that comes with it.
-- from
CREATE TABLE a (x int NOT NULL, y int NOT NULL);
CREATE TABLE b (id int PRIMARY KEY, x int, y int);
-- to
CREATE TABLE a (x int NOT NULL, y int NOT NULL, UNIQUE KEY xy (x, y));
CREATE TABLE b (id int PRIMARY KEY, x int, y int, CONSTRAINT to_a FOREIGN KEY (x, y) REFERENCES a (x, y));
