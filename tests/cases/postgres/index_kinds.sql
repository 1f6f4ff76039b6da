-- Methods, operator classes, orders, expressions, columns that are carried along.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c jsonb, d text[], e integer, f timestamptz, g tsvector, h int4range, i inet);
-- from
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (a);
CREATE INDEX i3 ON t USING gin (c);
CREATE INDEX i4 ON t (e);
CREATE INDEX i5 ON t (e, a);
CREATE INDEX i6 ON t (lower(a));
CREATE INDEX i7 ON t (e);
CREATE INDEX i8 ON t (a) INCLUDE (b);
CREATE INDEX i9 ON t (f);
CREATE INDEX i10 ON t (a, b);
CREATE INDEX i11 ON t (a COLLATE "C");
CREATE INDEX i12 ON t (e) WHERE e > 0;
-- to
CREATE INDEX i1 ON t USING hash (a);
CREATE INDEX i2 ON t (a text_pattern_ops);
CREATE INDEX i3 ON t USING gin (c jsonb_path_ops);
CREATE INDEX i4 ON t (e DESC);
CREATE INDEX i5 ON t (e DESC NULLS LAST, a NULLS FIRST);
CREATE INDEX i6 ON t (upper(a), (e + 1) DESC);
CREATE UNIQUE INDEX i7 ON t (e);
CREATE INDEX i8 ON t (a) INCLUDE (b, e);
CREATE INDEX i9 ON t USING brin (f);
CREATE INDEX i10 ON t (b, a);
CREATE INDEX i11 ON t (a);
CREATE INDEX i12 ON t (e) WHERE e > 1 AND a IS NOT NULL;
CREATE INDEX i13 ON t USING gin (d);
CREATE INDEX i14 ON t USING gin (g);
CREATE INDEX i15 ON t USING gist (h);
CREATE INDEX i16 ON t USING gist (i inet_ops);
CREATE INDEX i17 ON t USING spgist (a);
CREATE INDEX i18 ON t ((c ->> 'name'), (a IS NULL));
CREATE INDEX i19 ON t USING gin (to_tsvector('english', a));
CREATE INDEX i20 ON t (date_trunc('day', f AT TIME ZONE 'UTC'));
