-- Checks and keys of several tables.
-- from
CREATE TABLE a (id int PRIMARY KEY, n int, CONSTRAINT a_positive CHECK (n > 0));
CREATE TABLE b (id int PRIMARY KEY, n int, CONSTRAINT b_positive CHECK (n > 0), CONSTRAINT k FOREIGN KEY (n) REFERENCES a (id));
-- to
CREATE TABLE a (id int PRIMARY KEY, n int, CONSTRAINT a_positive CHECK (n > 1));
CREATE TABLE b (id int PRIMARY KEY, n int, CONSTRAINT b_positive CHECK (n > 0));
CREATE TABLE c (id int PRIMARY KEY, n int, CONSTRAINT c_positive CHECK (n > 0), CONSTRAINT k FOREIGN KEY (n) REFERENCES a (id));
