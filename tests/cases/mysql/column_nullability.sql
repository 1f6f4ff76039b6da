-- Both ways, with a default beside it.
-- from
CREATE TABLE t (id int PRIMARY KEY, a text, b text NOT NULL, c int NOT NULL DEFAULT 5, d int DEFAULT 5, e timestamp NULL);
-- to
CREATE TABLE t (id int PRIMARY KEY, a text NOT NULL, b text, c int DEFAULT 5, d int NOT NULL DEFAULT 5, e timestamp NULL DEFAULT CURRENT_TIMESTAMP);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 1, 1, NULL);
