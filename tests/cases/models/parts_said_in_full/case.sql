-- Operator classes and collations that an index would have anyway are no difference.
-- only
postgres
-- rows
INSERT INTO shops (name, code, data) VALUES ('a', 'b', '{"x": 1}');
-- kept
SELECT name, code, data FROM shops
= a|b|{"x": 1}
