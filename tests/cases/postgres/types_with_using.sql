-- Types without a cast that could be assigned.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text DEFAULT '5', c varchar(40), d text NOT NULL, e integer, f integer DEFAULT 1, g bigint, h json, i text, j boolean, k text);
CREATE INDEX t_b ON t (b);
CREATE INDEX t_c ON t (lower(c));
ALTER TABLE t ADD CONSTRAINT kd CHECK (d <> '');
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer DEFAULT 5, c uuid, d timestamptz NOT NULL, e boolean, f boolean DEFAULT true, g numeric(20, 2), h jsonb, i jsonb DEFAULT '{}', j integer, k inet);
CREATE INDEX t_b ON t (b);
-- rows
INSERT INTO t VALUES (1, '12', '6', '00000000-0000-0000-0000-000000000001', '2020-01-01 00:00:00+00', 1, 0, 5, '{"a": 1}', '[1]', true, '10.0.0.1');
-- kept
SELECT a, b, c, e, f, g, h, i, j, k FROM t
= 12|6|00000000-0000-0000-0000-000000000001|t|f|5.00|{"a": 1}|[1]|1|10.0.0.1
-- back
SELECT a, b, c, e, f, g, h, i, j FROM t
= 12|6|00000000-0000-0000-0000-000000000001|1|0|5|{"a": 1}|[1]|t
