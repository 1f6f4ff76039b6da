-- before: shops.name text
-- before: shops.city text
-- before: index shops_city_name on shops (city, name)
-- finds
CREATE INDEX CONCURRENTLY shops_city ON shops (city);
CREATE INDEX CONCURRENTLY shops_name ON shops (name);
CREATE INDEX CONCURRENTLY shops_city_open ON shops (city) WHERE open;
CREATE INDEX CONCURRENTLY shops_lower ON shops (lower(city));
CREATE INDEX CONCURRENTLY items_a_b ON items (a, b);
-- finds
CREATE INDEX CONCURRENTLY items_a ON items (a);
