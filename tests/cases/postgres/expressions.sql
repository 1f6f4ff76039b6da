-- What the server spells otherwise than people.
-- from
CREATE TABLE t (a integer, b text, c text, d timestamptz,
    CONSTRAINT k1 CHECK (b IN ('x', 'y')), CONSTRAINT k2 CHECK (a BETWEEN 1 AND 5), CONSTRAINT k3 CHECK (c ~ '^[a-z]+$' OR c IS NULL));
CREATE INDEX i ON t ((a + 1)) WHERE b = ANY (ARRAY['x', 'z']);
CREATE INDEX j ON t ((CASE WHEN a > 0 THEN b ELSE c END)) WHERE a IS NOT NULL AND NOT (a = 5);
-- to
CREATE TABLE t (a bigint, b varchar(5), c text, d timestamptz,
    CONSTRAINT k1 CHECK (b IN ('x', 'y', 'z')), CONSTRAINT k2 CHECK (a BETWEEN 1 AND 6), CONSTRAINT k3 CHECK (c ~ '^[a-z]+$' OR c IS NULL));
CREATE INDEX i ON t ((a + 1)) WHERE b = ANY (ARRAY['x', 'z']);
CREATE INDEX j ON t ((CASE WHEN a > 0 THEN b ELSE c END)) WHERE a IS NOT NULL AND NOT (a = 5);
-- rows
INSERT INTO t VALUES (1, 'x', 'abc', now());
