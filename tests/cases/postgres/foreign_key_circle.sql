-- Two and three tables that refer to each other in a circle are made and dropped.
-- from
CREATE TABLE x (id integer PRIMARY KEY, y_id integer NOT NULL);
CREATE TABLE y (id integer PRIMARY KEY, x_id integer NOT NULL REFERENCES x);
ALTER TABLE x ADD FOREIGN KEY (y_id) REFERENCES y;
-- to
CREATE TABLE a (id integer PRIMARY KEY, b_id integer NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, c_id integer NOT NULL);
CREATE TABLE c (id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a);
ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
ALTER TABLE b ADD FOREIGN KEY (c_id) REFERENCES c;
