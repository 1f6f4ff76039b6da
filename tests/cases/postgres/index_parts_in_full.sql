-- Everything that a part of an index can say at once.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b varchar(10), c jsonb, d text COLLATE "C", e char(9));
CREATE INDEX j ON t (d COLLATE "default", e, b);
CREATE INDEX k ON t (d);
CREATE INDEX i ON t (a COLLATE "C" text_pattern_ops DESC NULLS LAST, b varchar_pattern_ops NULLS FIRST);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b varchar(10), c jsonb, d text COLLATE "C", e char(9));
CREATE INDEX j ON t (d, e, b bpchar_ops);
CREATE INDEX k ON t (d COLLATE "default", lower(d) COLLATE "default");
CREATE INDEX i ON t (a COLLATE "C" text_pattern_ops DESC NULLS FIRST, b varchar_pattern_ops, lower(b) COLLATE "C" text_pattern_ops DESC NULLS LAST) INCLUDE (id) WHERE (a || b) <> '' AND c @> '{"x": [1]}';
