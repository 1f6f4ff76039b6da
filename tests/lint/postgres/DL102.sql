-- finds
DROP SCHEMA billing CASCADE;
-- finds
DROP DATABASE IF EXISTS billing;
DROP TYPE mood;
