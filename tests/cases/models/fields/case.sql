-- Columns come, go, widen and lose their nulls.
-- flags
--drop shops.old --default "shops.note='none'"
-- rows
INSERT INTO shops (name, size, old, price) VALUES ('a', 1, 'x', 1.5);
-- kept
SELECT name, size, note, price FROM shops
= a|1|none|1.5
