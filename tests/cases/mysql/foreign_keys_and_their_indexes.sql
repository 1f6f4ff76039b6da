-- Composite keys and actions; the keys that serve them come and go with them.
-- both
CREATE TABLE p (a int, b int, c int, PRIMARY KEY (a, b), UNIQUE KEY c (c));
-- from
CREATE TABLE t (id int PRIMARY KEY, x int, y int, z int, CONSTRAINT two FOREIGN KEY (x, y) REFERENCES p (a, b) ON DELETE CASCADE, CONSTRAINT one FOREIGN KEY (z) REFERENCES p (c));
-- to
CREATE TABLE t (id int PRIMARY KEY, x int, y int, z int, parent int, CONSTRAINT two FOREIGN KEY (x, y) REFERENCES p (a, b) ON DELETE SET NULL ON UPDATE CASCADE, CONSTRAINT self FOREIGN KEY (parent) REFERENCES t (id));
-- rows
INSERT INTO p VALUES (1, 2, 3);
INSERT INTO t VALUES (1, 1, 2, 3);
-- kept
SELECT x, y, z FROM t
= 1|2|3
