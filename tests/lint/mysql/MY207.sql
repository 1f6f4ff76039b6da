-- finds
CREATE FULLTEXT INDEX i ON shops (name);
-- finds
ALTER TABLE shops ADD FULLTEXT KEY i (name);
CREATE INDEX i ON shops (name);
