-- finds
ALTER TABLE shops ADD INDEX i (name), LOCK=SHARED;
-- finds
CREATE INDEX i ON shops (name) LOCK EXCLUSIVE;
CREATE INDEX i ON shops (name) LOCK=NONE;
