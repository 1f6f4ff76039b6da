-- setup:
CREATE SCHEMA shop;
CREATE TABLE shop.t (id int PRIMARY KEY, n int);
INSERT INTO shop.t VALUES (1, 10), (2, 20), (3, 30);
CREATE TABLE t (id int PRIMARY KEY, n int);
-- up:
BEGIN;
SET search_path = shop;
CREATE TEMP TABLE low AS SELECT id FROM t WHERE n < 25;
UPDATE t SET n = n + 1 WHERE id IN (SELECT id FROM low);
COMMIT;
CREATE INDEX CONCURRENTLY i ON t (n);
DROP TABLE low;
CREATE TEMP TABLE high (id int);
INSERT INTO high SELECT id FROM t WHERE n > 15;
CREATE INDEX CONCURRENTLY j ON t (id, n);
UPDATE t SET n = n * 2 WHERE id IN (SELECT id FROM high);
-- down:
SET search_path = shop;
DROP INDEX CONCURRENTLY j;
DROP INDEX CONCURRENTLY i;
UPDATE t SET n = id * 10;
-- rows:
SELECT * FROM shop.t ORDER BY 1;
SELECT count(*) FROM pg_index WHERE indexrelid IN (to_regclass('shop.i'), to_regclass('shop.j')) AND indisvalid;
