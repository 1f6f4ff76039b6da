-- finds
ALTER TABLE shops ADD COLUMN at timestamp;
ALTER TABLE shops ADD COLUMN at timestamptz;
