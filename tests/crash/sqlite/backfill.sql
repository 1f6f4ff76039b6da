-- setup:
CREATE TABLE t (id text PRIMARY KEY, n integer NOT NULL);
INSERT INTO t WITH RECURSIVE g (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 3000) SELECT printf('k%05d', i * 7), i FROM g;
-- up:
BEGIN;
ALTER TABLE t ADD COLUMN twice integer;
ALTER TABLE t ADD COLUMN thrice integer;
COMMIT;
-- autogen: batch
UPDATE t SET twice = coalesce(twice, 0) + n * 2;
-- autogen: batch
UPDATE t SET thrice = coalesce(thrice, 0) + n * 3;
CREATE INDEX by_twice ON t (twice);
-- down:
BEGIN;
DROP INDEX by_twice;
ALTER TABLE t DROP COLUMN twice;
ALTER TABLE t DROP COLUMN thrice;
COMMIT;
-- rows:
SELECT count(*), sum(n) FROM t;
SELECT count(*) FROM t WHERE twice = n * 2 AND thrice = n * 3;
