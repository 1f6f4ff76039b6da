-- setup:
CREATE SCHEMA other;
CREATE TABLE other.t (id int PRIMARY KEY, a int);
INSERT INTO other.t VALUES (1, 1), (2, 2);
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE INDEX i ON t (a);
-- up:
SET search_path = other;
CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);
CREATE INDEX CONCURRENTLY j ON t (a, id);
-- down:
SET search_path = other;
DROP INDEX CONCURRENTLY j;
DROP INDEX CONCURRENTLY i;
-- rows:
SELECT count(*) FROM pg_index WHERE indexrelid IN (to_regclass('other.i'), to_regclass('other.j')) AND indisvalid;
SELECT count(*) FROM pg_index WHERE indexrelid = to_regclass('public.i') AND indisvalid;
