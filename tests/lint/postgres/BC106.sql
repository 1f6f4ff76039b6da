-- finds
DROP VIEW IF EXISTS orders_by_day;
-- finds
DROP FUNCTION total(integer);
-- finds
DROP TRIGGER noted ON orders;
-- finds
DROP EXTENSION hstore;
DROP VIEW shops_open;
CREATE VIEW shops_open AS SELECT * FROM shops WHERE open;
DROP INDEX CONCURRENTLY orders_day;
