-- finds
DELETE FROM shops;
-- finds
DELETE FROM shops USING people RETURNING id;
DELETE FROM shops WHERE closed;
