-- finds
CREATE INDEX place ON shops (place) LOCK=NONE;
-- finds
ALTER TABLE shops ADD COLUMN size int, LOCK=NONE;
ALTER TABLE shops ADD COLUMN size int, ALGORITHM=INSTANT;
CREATE INDEX size ON shops (size);
