BEGIN;
-- finds
ALTER TABLE shops ADD COLUMN phone text;
ALTER TABLE shops ADD COLUMN fax text;
ALTER TABLE pets ALTER COLUMN age TYPE bigint;
ALTER TABLE owners DROP COLUMN fax;
COMMIT;
ALTER TABLE shops DROP COLUMN fax;
-- next script
BEGIN;
ALTER TABLE pets ADD COLUMN name text;
ALTER TABLE pets ALTER COLUMN age TYPE bigint;
COMMIT;
BEGIN;
ALTER TABLE shops ADD COLUMN phone text;
COMMIT;
BEGIN;
ALTER TABLE shops VALIDATE CONSTRAINT positive;
ALTER TABLE shops SET (fillfactor = 70);
-- finds
ALTER TABLE visits ADD CONSTRAINT pet FOREIGN KEY (pet) REFERENCES shops (id) NOT VALID;
CREATE INDEX owners_name ON owners (name);
COMMIT;
