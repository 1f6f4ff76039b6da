-- An index that the server made for a key which is gone is still its own, and one that looks like
-- it is made beside a wider one. A text key would take it away too, and leave the key without.
-- both
CREATE TABLE a (id int PRIMARY KEY, name varchar(20), UNIQUE KEY name (name));
-- from
CREATE TABLE left_over (id int PRIMARY KEY, a_id int, n int, CONSTRAINT of_a FOREIGN KEY (a_id) REFERENCES a (id));
ALTER TABLE left_over DROP FOREIGN KEY of_a;
CREATE TABLE texts (id int PRIMARY KEY, name varchar(20), CONSTRAINT by_name FOREIGN KEY (name) REFERENCES a (name));
-- to
CREATE TABLE left_over (id int PRIMARY KEY, a_id int, n int, KEY of_a (a_id), KEY wide (a_id, n));
CREATE TABLE texts (id int PRIMARY KEY, name varchar(20), KEY by_name (name), FULLTEXT KEY words (name), CONSTRAINT by_name FOREIGN KEY (name) REFERENCES a (name));
CREATE TABLE made (id int PRIMARY KEY, name varchar(20), id_a int, n int, KEY by_text (name), FULLTEXT KEY words (name), KEY by_id (id_a), KEY wide (id_a, n), CONSTRAINT by_id FOREIGN KEY (id_a) REFERENCES a (id), CONSTRAINT by_text FOREIGN KEY (name) REFERENCES a (name));
-- rows
INSERT INTO a VALUES (1, 'one');
INSERT INTO texts VALUES (1, 'one');
-- kept
SELECT name FROM texts
= one
