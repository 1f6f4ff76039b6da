-- finds
-- lint: ignore PG101
CREATE INDEX i ON shops (name);
-- finds
-- lint: ignore PG102 nothing is dropped here
CREATE INDEX CONCURRENTLY i ON shops (name);
-- finds
-- lint: ignore XX999 no such code
SELECT 1;
-- lint: ignore PG101, MF101: a table of ten rows
CREATE UNIQUE INDEX i ON shops (name);
