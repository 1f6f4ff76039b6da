-- They stay where they are.
-- both
CREATE TABLE t (id int PRIMARY KEY, a int, seen int NOT NULL DEFAULT 0);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE TRIGGER touched BEFORE INSERT ON t FOR EACH ROW SET NEW.seen = 1;
-- from
SELECT 1;
-- to
ALTER TABLE t ADD COLUMN b int NOT NULL DEFAULT 0, ADD KEY by_b (b);
-- rows
INSERT INTO t (id) VALUES (1);
-- kept
SELECT seen, b FROM t JOIN v USING (id)
= 1|0
