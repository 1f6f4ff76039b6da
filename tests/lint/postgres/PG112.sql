-- finds
CREATE INDEX CONCURRENTLY IF NOT EXISTS shops_name ON shops (name);
CREATE INDEX CONCURRENTLY shops_city ON shops (city);
