-- The server takes an index that it made for a key away as soon as another one comes that could
-- serve the key in its place, unless a statement has named it.
-- both
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE z (id int PRIMARY KEY);
-- from
CREATE TABLE wider (id int PRIMARY KEY, a_id int, n int, FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE named (id int PRIMARY KEY, a_id int, n int, CONSTRAINT of_a FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE keyed (id int NOT NULL, a_id int NOT NULL, FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE second (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE turned (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE handed (id int PRIMARY KEY, a_id int, CONSTRAINT old FOREIGN KEY (a_id) REFERENCES a (id));
-- to
CREATE TABLE wider (id int PRIMARY KEY, a_id int, n int, KEY a_id (a_id), KEY both_of (a_id, n), FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE named (id int PRIMARY KEY, a_id int, n int, KEY of_a (a_id), UNIQUE KEY both_of (a_id, n), CONSTRAINT of_a FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE keyed (id int NOT NULL, a_id int NOT NULL, KEY a_id (a_id), PRIMARY KEY (a_id, id), FOREIGN KEY (a_id) REFERENCES a (id));
CREATE TABLE second (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES a (id), FOREIGN KEY (a_id) REFERENCES z (id));
CREATE TABLE turned (id int PRIMARY KEY, a_id int, FOREIGN KEY (a_id) REFERENCES z (id));
CREATE TABLE handed (id int PRIMARY KEY, a_id int, KEY old (a_id), CONSTRAINT new FOREIGN KEY (a_id) REFERENCES a (id));
-- script
RENAME INDEX `a_id` TO `a_id`
-- rows
INSERT INTO a VALUES (1);
INSERT INTO z VALUES (1);
INSERT INTO wider VALUES (1, 1, 1);
INSERT INTO turned VALUES (1, 1);
