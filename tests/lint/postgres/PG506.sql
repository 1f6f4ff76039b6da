-- finds
ALTER TABLE shops ADD COLUMN more json;
-- finds
CREATE TABLE a (id int PRIMARY KEY, more json);
ALTER TABLE shops ADD COLUMN more jsonb;
