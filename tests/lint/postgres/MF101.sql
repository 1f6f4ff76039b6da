-- finds
CREATE UNIQUE INDEX CONCURRENTLY shops_slug ON shops (slug);
-- finds
ALTER TABLE shops ADD UNIQUE (slug);
CREATE INDEX CONCURRENTLY shops_name ON shops (name);
CREATE TABLE draft (id int PRIMARY KEY, slug text);
CREATE UNIQUE INDEX draft_slug ON draft (slug);
ALTER TABLE shops ADD CONSTRAINT u UNIQUE USING INDEX shops_slug;
-- next script
-- check: SELECT slug FROM "shops" GROUP BY slug HAVING count(*) > 1
CREATE UNIQUE INDEX CONCURRENTLY shops_slug ON shops (slug);
-- finds
CREATE UNIQUE INDEX CONCURRENTLY people_slug ON people (slug);
