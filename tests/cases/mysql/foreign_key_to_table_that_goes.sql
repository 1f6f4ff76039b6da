-- The table goes, and the columns that referred to it stay.
-- from
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id));
-- to
CREATE TABLE b (id int PRIMARY KEY, a_id int);
