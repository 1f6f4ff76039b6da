-- setup:
CREATE TABLE t (id uuid PRIMARY KEY, n integer NOT NULL);
INSERT INTO t SELECT md5(g::text)::uuid, g FROM generate_series(1, 2500) g;
-- up:
BEGIN;
ALTER TABLE t ADD COLUMN twice integer;
ALTER TABLE t ADD COLUMN thrice integer;
COMMIT;
-- autogen: batch
UPDATE t SET twice = coalesce(twice, 0) + n * 2;
-- autogen: batch
UPDATE t SET thrice = coalesce(thrice, 0) + n * 3;
BEGIN;
ALTER TABLE t ADD CONSTRAINT filled CHECK (twice IS NOT NULL) NOT VALID;
COMMIT;
ALTER TABLE t VALIDATE CONSTRAINT filled;
BEGIN;
ALTER TABLE t ALTER COLUMN twice SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT filled;
COMMIT;
-- down:
BEGIN;
ALTER TABLE t DROP COLUMN twice;
ALTER TABLE t DROP COLUMN thrice;
COMMIT;
-- rows:
SELECT count(*), sum(n) FROM t;
SELECT count(*) FROM t WHERE twice = n * 2 AND thrice = n * 3;
