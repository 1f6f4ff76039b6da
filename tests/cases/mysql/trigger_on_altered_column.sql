-- A trigger stays over a column whose type changes.
-- both
CREATE TABLE log (x int);
-- from
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TRIGGER seen AFTER UPDATE ON t FOR EACH ROW INSERT INTO log VALUES (NEW.a);
-- to
CREATE TABLE t (id int PRIMARY KEY, a bigint NOT NULL DEFAULT 3);
CREATE TRIGGER seen AFTER UPDATE ON t FOR EACH ROW INSERT INTO log VALUES (NEW.a);
-- rows
INSERT INTO t VALUES (1, 2);
-- tidy
UPDATE t SET a = 5;
-- back
SELECT x FROM log
= 5
