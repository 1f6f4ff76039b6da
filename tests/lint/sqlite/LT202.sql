BEGIN;
-- finds
PRAGMA foreign_keys = OFF;
COMMIT;
PRAGMA foreign_keys(OFF);
