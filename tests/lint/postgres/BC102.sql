-- finds
ALTER TABLE shops RENAME COLUMN phone TO tel;
-- finds
ALTER TABLE shops RENAME phone TO tel;
ALTER TABLE shops RENAME CONSTRAINT a TO b;
ALTER TABLE shops ADD COLUMN fax text;
ALTER TABLE shops RENAME COLUMN fax TO facsimile;
