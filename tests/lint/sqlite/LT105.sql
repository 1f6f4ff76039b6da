-- finds
ALTER TABLE shops ADD COLUMN owner int DEFAULT 1 REFERENCES people (id);
ALTER TABLE shops ADD COLUMN owner int REFERENCES people (id);
