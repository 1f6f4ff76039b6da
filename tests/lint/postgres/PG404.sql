-- finds
UPDATE shops SET a = 1, a = 2 WHERE id = 1;
UPDATE shops SET a = 1, b = 2 WHERE id = 1;
