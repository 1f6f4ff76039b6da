-- setup:
CREATE TABLE t (id binary(4) PRIMARY KEY, n int NOT NULL);
INSERT INTO t WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 900) SELECT unhex(lpad(hex(i * 7919), 8, '0')), i FROM g;
INSERT INTO t SELECT unhex(lpad(hex(conv(hex(id), 16, 10) + 1), 8, '0')), n FROM t;
-- up:
ALTER TABLE t ADD COLUMN twice int, ADD COLUMN thrice int;
-- autogen: batch
UPDATE t SET twice = coalesce(twice, 0) + n * 2;
-- autogen: batch
UPDATE t SET thrice = coalesce(thrice, 0) + n * 3;
ALTER TABLE t MODIFY COLUMN twice int NOT NULL;
CREATE INDEX by_twice ON t (twice);
-- down:
DROP INDEX by_twice ON t;
ALTER TABLE t DROP COLUMN twice, DROP COLUMN thrice;
-- rows:
SELECT count(*), sum(n) FROM t;
SELECT count(*) FROM t WHERE twice = n * 2 AND thrice = n * 3;
