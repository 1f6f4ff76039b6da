-- A view that the change does not touch stays.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
-- from
SELECT 1;
-- to
ALTER TABLE t ADD COLUMN c text DEFAULT 'x', ALTER COLUMN b TYPE bigint;
-- rows
INSERT INTO t VALUES (1, 'a', 2);
-- kept
SELECT a, b FROM v JOIN t USING (id, a)
= a|2
