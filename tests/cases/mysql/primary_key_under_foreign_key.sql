-- The key that others refer to gets another column.
-- from
CREATE TABLE a (id int PRIMARY KEY, code varchar(20) NOT NULL UNIQUE);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id));
-- to
CREATE TABLE a (id int NOT NULL UNIQUE, code varchar(20) PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id));
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 1);
