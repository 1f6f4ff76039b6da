-- What a generated column reads changes and goes.
-- from
CREATE TABLE t (a integer, b integer, "C d" text, e text GENERATED ALWAYS AS ("C d" || a::text) STORED, f integer GENERATED ALWAYS AS (a + b) STORED);
CREATE UNIQUE INDEX i ON t (f) WHERE e <> '';
CREATE INDEX j ON t (lower(e), a);
-- to
CREATE TABLE t (a numeric, "C d" varchar(50), e text GENERATED ALWAYS AS ("C d" || 'x') STORED, f numeric GENERATED ALWAYS AS (a + 1) STORED);
CREATE UNIQUE INDEX i ON t (f) WHERE e <> '';
CREATE INDEX j ON t (lower(e), a);
-- rows
INSERT INTO t (a, b, "C d") VALUES (1, 2, 'z');
-- kept
SELECT a, "C d", e, f FROM t
= 1|z|zx|2
