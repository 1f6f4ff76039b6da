BEGIN;
ALTER TABLE shops ADD COLUMN phone text;
-- finds
UPDATE shops SET phone = '' WHERE phone IS NULL;
UPDATE people SET phone = '' WHERE phone IS NULL;
COMMIT;
UPDATE shops SET phone = '' WHERE phone IS NULL;
