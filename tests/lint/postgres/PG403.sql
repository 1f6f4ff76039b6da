-- finds
CREATE DOMAIN price AS int CHECK (value > 0);
-- finds
ALTER DOMAIN price ADD CONSTRAINT c CHECK (value < 9);
CREATE DOMAIN plain AS int;
