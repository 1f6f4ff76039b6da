-- The index that serves a key is dropped, widened, and replaced.
-- both
CREATE TABLE a (id int PRIMARY KEY);
-- from
CREATE TABLE b (id int PRIMARY KEY, a_id int, n int, KEY by_a (a_id), CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE c (id int PRIMARY KEY, a_id int, KEY by_a (a_id), CONSTRAINT c_a FOREIGN KEY (a_id) REFERENCES a (id));
-- to
CREATE TABLE b (id int PRIMARY KEY, a_id int, n int, KEY by_both (a_id, n), CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE c (id int PRIMARY KEY, a_id int, UNIQUE KEY by_a (a_id), CONSTRAINT c_a FOREIGN KEY (a_id) REFERENCES a (id));
-- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1, 1, 1);
