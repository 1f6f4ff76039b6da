-- Columns, constraints and indexes that are called alike in several tables.
-- from
CREATE TABLE a (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 0));
CREATE TABLE b (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 0), CONSTRAINT k FOREIGN KEY (n) REFERENCES a);
-- to
CREATE TABLE a (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 1));
CREATE TABLE b (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 0), CONSTRAINT k FOREIGN KEY (n) REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY, n integer, CONSTRAINT positive CHECK (n > 0), CONSTRAINT k FOREIGN KEY (n) REFERENCES a);
-- changes
+ table c  2 columns
~ check positive on a  expression n > 0 -> n > 1
