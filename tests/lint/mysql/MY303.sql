-- finds
ALTER TABLE shops ADD COLUMN a int;
-- finds
CREATE INDEX i ON shops (name);
CREATE INDEX i ON shops (name) ALGORITHM=INPLACE LOCK=NONE;
