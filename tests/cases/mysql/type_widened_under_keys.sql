-- Both ends of a key and an index.
-- from
CREATE TABLE a (id int AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id int NOT NULL, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE);
-- to
CREATE TABLE a (id bigint unsigned AUTO_INCREMENT PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY, a_id bigint unsigned NOT NULL, CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id) ON DELETE CASCADE);
-- rows
INSERT INTO a VALUES (1);
INSERT INTO b VALUES (1, 1);
-- kept
SELECT a_id FROM b
= 1
