-- finds
DROP TABLE shops;
-- finds
DROP TABLE IF EXISTS "Shops", public.people CASCADE;
-- finds
ALTER TABLE shops DROP COLUMN phone;
-- finds
ALTER TABLE ONLY public.shops ADD COLUMN a int, DROP phone;
CREATE TABLE draft (id int PRIMARY KEY);
DROP TABLE draft;
ALTER TABLE shops ADD COLUMN b int;
ALTER TABLE shops DROP COLUMN b;
ALTER TABLE shops DROP CONSTRAINT shops_check;
ALTER TABLE shops DROP COLUMN twice;
ALTER TABLE shops ADD COLUMN twice int GENERATED ALWAYS AS (id * 2) STORED;
ALTER TABLE shops ADD COLUMN wide bigint;
UPDATE shops SET wide = size;
ALTER TABLE shops DROP COLUMN size;
ALTER TABLE shops RENAME COLUMN wide TO size;
DROP VIEW shop_names;
-- next script
ALTER TABLE shops RENAME COLUMN phone TO old;
-- finds
ALTER TABLE shops DROP COLUMN old;
ALTER TABLE shops RENAME COLUMN size TO old_size;
ALTER TABLE shops ADD COLUMN size bigint;
UPDATE shops SET size = old_size;
ALTER TABLE shops DROP COLUMN old_size;
-- next script
-- before: shops.phone text null
CREATE TABLE IF NOT EXISTS shops (id int PRIMARY KEY);
-- finds
ALTER TABLE shops DROP COLUMN phone;
-- next script
-- finds
ALTER TABLE shops DROP COLUMN phone;
ALTER TABLE shops ADD COLUMN phone jsonb;
UPDATE shops SET phone = '[]';
-- finds
ALTER TABLE shops DROP key;
-- next script
-- finds
DROP TABLE IF EXISTS shops_old;
ALTER TABLE shops RENAME TO shops_old;
CREATE TABLE shops (id int PRIMARY KEY);
-- finds
DROP TABLE shops_old;
-- next script
-- the way back
ALTER TABLE shops DROP COLUMN phone;
-- next script
-- finds
DROP TABLE shops;
CREATE TABLE shops (id int PRIMARY KEY);
-- next script
CREATE TABLE users (id int PRIMARY KEY);
-- finds
DROP TABLE "Users";
DROP TABLE Users;
ALTER TABLE shops ADD COLUMN email text;
-- finds
ALTER TABLE shops DROP COLUMN "Email";
ALTER TABLE shops DROP COLUMN EMAIL;
