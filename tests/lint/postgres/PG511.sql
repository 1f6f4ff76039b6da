-- finds
CREATE OR REPLACE FUNCTION shop_count() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM shops $$;
-- finds
CREATE PROCEDURE clean() LANGUAGE plpgsql AS $$ BEGIN DELETE FROM shops WHERE id < 0; END $$;
CREATE FUNCTION shop_count() RETURNS bigint LANGUAGE sql RETURN (SELECT count(*) FROM shops);
CREATE FUNCTION double(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT n * 2 AS twice; END;
CREATE VIEW open_shops AS SELECT * FROM shops;
