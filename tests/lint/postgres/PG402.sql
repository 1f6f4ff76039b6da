-- finds
CLUSTER shops USING shops_pkey;
-- finds
VACUUM (FULL) shops;
-- finds
ALTER TABLE shops SET TABLESPACE fast;
VACUUM shops;
