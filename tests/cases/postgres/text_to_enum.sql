-- Text becomes an enum and back, under defaults, checks, indexes and a generated column.
-- both
CREATE TYPE level AS ENUM ('low', 'high');
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL DEFAULT 'low', b level DEFAULT 'high', c text[] DEFAULT '{low}',
    d text GENERATED ALWAYS AS (upper(a)) STORED, CONSTRAINT k CHECK (a <> 'none'));
CREATE INDEX i ON t (a) WHERE a = 'low';
CREATE INDEX j ON t (b) WHERE b = 'high';
-- to
CREATE TABLE t (id integer PRIMARY KEY, a level NOT NULL DEFAULT 'low', b text DEFAULT 'high', c level[] DEFAULT '{low}',
    d text GENERATED ALWAYS AS (CASE a WHEN 'low' THEN 'LOW' ELSE 'HIGH' END) STORED, CONSTRAINT k CHECK (a <> 'high' OR b IS NOT NULL));
CREATE INDEX i ON t (a) WHERE a = 'low';
CREATE INDEX j ON t (b) WHERE b = 'high';
-- rows
INSERT INTO t (id, a, b) VALUES (1, 'high', 'low');
-- kept
SELECT a, b, c, d FROM t
= high|low|{low}|HIGH
-- back
SELECT a, b, c, d FROM t
= high|low|{low}|HIGH
