-- finds
ALTER TABLE shops ALTER COLUMN phone SET NOT NULL;
ALTER TABLE shops ALTER COLUMN phone SET DEFAULT 'x';
-- next script
-- check: SELECT id FROM shops WHERE phone IS NULL
ALTER TABLE shops ALTER COLUMN phone SET NOT NULL;
