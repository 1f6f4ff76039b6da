-- finds
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn ON shops (name);
-- finds
ALTER TABLE shops ADD COLUMN "üüüüüüüüüüüüüüüüüüüüüüüüüüüüüüüü" text;
CREATE INDEX nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn ON shops (name);
COMMENT ON TABLE shops IS 'tttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt';
