-- finds
ALTER TABLE shops ADD COLUMN a int;
-- next script
SET lock_timeout = '200ms';
SET statement_timeout = '5s';
ALTER TABLE shops ADD COLUMN a int;
