-- What was the key becomes unique, and the other way.
-- from
CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (a), UNIQUE KEY by_b (b));
-- to
CREATE TABLE t (a int NOT NULL, b int NOT NULL, PRIMARY KEY (b), UNIQUE KEY by_a (a));
-- rows
INSERT INTO t VALUES (1, 2);
