-- finds
CREATE TABLE a (id int PRIMARY KEY);
-- finds
ALTER TABLE shops ADD COLUMN n smallint;
CREATE TABLE b (id bigint PRIMARY KEY);
