-- finds
UPDATE sqlite_sequence SET seq = 0 WHERE name = 'shops';
-- finds
DELETE FROM sqlite_sequence WHERE name = 'shops';
INSERT INTO shops (name) VALUES ('first');
