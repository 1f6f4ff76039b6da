-- finds
ALTER TABLE shops ADD COLUMN phone text NOT NULL;
-- finds
ALTER TABLE shops ADD phone text DEFAULT NULL NOT NULL;
ALTER TABLE shops ADD COLUMN phone text NOT NULL DEFAULT '';
