-- finds
CREATE TABLE "user" (id bigint PRIMARY KEY);
-- finds
ALTER TABLE shops ADD COLUMN "order" integer;
-- finds
ALTER TABLE shops ADD CONSTRAINT "check" CHECK (id > 0) NOT VALID;
CREATE TABLE users (id bigint PRIMARY KEY, type text, name text);
ALTER TABLE "user" ADD COLUMN status text;
