-- Two tables change their names with each other.
-- from
CREATE TABLE a (id int PRIMARY KEY, x int);
CREATE TABLE b (id int PRIMARY KEY, a_id int, CONSTRAINT k FOREIGN KEY (a_id) REFERENCES a (id));
-- to
CREATE TABLE b (id int PRIMARY KEY, x int);
CREATE TABLE a (id int PRIMARY KEY, a_id int, CONSTRAINT k FOREIGN KEY (a_id) REFERENCES b (id));
-- renames
table a=b
table b=a
-- rows
INSERT INTO a VALUES (1, 7);
INSERT INTO b VALUES (2, 1);
-- kept
SELECT x, a.id FROM b JOIN a ON a.a_id = b.id
= 7|2
