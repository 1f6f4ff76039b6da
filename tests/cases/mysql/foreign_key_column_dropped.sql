-- The column goes with its key.
-- both
CREATE TABLE a (id int PRIMARY KEY);
-- from
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL, n int, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id), UNIQUE KEY pair (a_id, n));
-- to
CREATE TABLE b (id int PRIMARY KEY, n int, UNIQUE KEY pair (n));
