-- finds
CREATE INDEX CONCURRENTLY i ON shops (a, b, lower(c), d);
CREATE INDEX CONCURRENTLY i ON shops (coalesce(a, b, c, d, e));
