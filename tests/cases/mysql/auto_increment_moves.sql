-- The column that counts is another.
-- from
CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, n int NOT NULL, KEY by_n (n));
-- to
CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL AUTO_INCREMENT, KEY by_n (n));
-- rows
INSERT INTO t VALUES (1, 2);
-- kept
SELECT id, n FROM t
= 1|2
