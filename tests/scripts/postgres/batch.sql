BEGIN;
ALTER TABLE t ADD COLUMN a integer;
COMMIT;
-- autogen: batch
UPDATE t SET a = 1 WHERE a IS NULL;
