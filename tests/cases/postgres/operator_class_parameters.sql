-- Operator classes with parameters are since PostgreSQL 14.
-- needs
postgres 14
-- from
CREATE TABLE t (h timestamptz, v tsvector);
CREATE INDEX a ON t USING brin (h timestamptz_minmax_multi_ops (values_per_range = 16));
CREATE INDEX b ON t USING gist (v tsvector_ops (siglen = 100));
-- to
CREATE TABLE t (h timestamptz, v tsvector);
CREATE INDEX a ON t USING brin (h timestamptz_minmax_multi_ops (values_per_range = 32));
CREATE INDEX b ON t USING gist (v);
CREATE INDEX c ON t USING brin (h timestamptz_bloom_ops (n_distinct_per_range = 20, false_positive_rate = 0.05));
