-- Operator classes that an extension brings.
-- needs
extension pg_trgm
-- both
CREATE EXTENSION pg_trgm;
CREATE EXTENSION btree_gin;
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
-- from
CREATE INDEX t_a ON t USING gist (a gist_trgm_ops);
-- to
CREATE INDEX t_a ON t USING gin (a gin_trgm_ops);
CREATE INDEX t_ab ON t USING gin (a gin_trgm_ops, b);
