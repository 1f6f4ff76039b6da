BEGIN;
-- autogen: batch
UPDATE t SET a = 1;
COMMIT;
