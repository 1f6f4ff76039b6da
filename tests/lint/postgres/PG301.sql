BEGIN;
-- finds
ALTER TYPE mood ADD VALUE 'glad' AFTER 'ok';
UPDATE people SET mood = 'glad' WHERE mood = 'ok';
COMMIT;
ALTER TYPE mood ADD VALUE 'mad' AFTER 'ok';
UPDATE people SET mood = 'mad' WHERE mood = 'ok';
