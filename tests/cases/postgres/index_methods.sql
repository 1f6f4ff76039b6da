-- Every index method, with operator classes, order and nulls.
-- from
CREATE TABLE t (a integer, b text, c jsonb, d integer[], e point, f int4range, g inet, h timestamptz);
CREATE INDEX i1 ON t (a DESC, b);
CREATE INDEX i2 ON t USING hash (b);
CREATE INDEX i3 ON t USING gin (c);
CREATE INDEX i4 ON t USING gin (d);
CREATE INDEX i5 ON t USING gist (e);
CREATE INDEX i6 ON t USING spgist (f);
CREATE INDEX i7 ON t USING brin (h);
CREATE INDEX i8 ON t (b text_pattern_ops);
-- to
CREATE TABLE t (a integer, b text, c jsonb, d integer[], e point, f int4range, g inet, h timestamptz);
CREATE INDEX i1 ON t (a DESC NULLS LAST, b NULLS FIRST);
CREATE INDEX i2 ON t (b);
CREATE INDEX i3 ON t USING gin (c jsonb_path_ops);
CREATE INDEX i4 ON t USING gin (d, (c -> 'x'));
CREATE INDEX i5 ON t USING spgist (e);
CREATE INDEX i6 ON t USING gist (f, g inet_ops);
CREATE INDEX i7 ON t USING brin (h timestamptz_minmax_ops) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX i8 ON t (b varchar_pattern_ops);
