-- before: shops.name varchar(50)
ALTER TABLE shops ALTER COLUMN name TYPE character varying(50);
ALTER TABLE shops ALTER COLUMN name SET DEFAULT 'type';
-- finds
ALTER TABLE shops ALTER COLUMN name TYPE text;
-- finds
ALTER TABLE shops ALTER phone SET DATA TYPE bigint USING phone::bigint;
ALTER TABLE shops ADD COLUMN mobile text;
ALTER TABLE shops ALTER mobile TYPE varchar(20);
