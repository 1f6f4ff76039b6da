-- finds
ALTER TABLE shops ADD COLUMN slug text UNIQUE;
-- finds
ALTER TABLE shops ADD COLUMN id integer PRIMARY KEY;
ALTER TABLE shops ADD COLUMN slug text;
