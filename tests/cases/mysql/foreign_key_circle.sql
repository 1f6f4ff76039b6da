-- Tables that refer to each other and to themselves.
-- from
CREATE TABLE x (id int PRIMARY KEY, y_id int NOT NULL);
CREATE TABLE y (id int PRIMARY KEY, x_id int NOT NULL, CONSTRAINT yx FOREIGN KEY (x_id) REFERENCES x (id));
ALTER TABLE x ADD CONSTRAINT xy FOREIGN KEY (y_id) REFERENCES y (id);
-- to
CREATE TABLE a (id int PRIMARY KEY, b_id int NOT NULL, parent int, CONSTRAINT up FOREIGN KEY (parent) REFERENCES a (id));
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL, CONSTRAINT ba FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE a ADD CONSTRAINT ab FOREIGN KEY (b_id) REFERENCES b (id);
