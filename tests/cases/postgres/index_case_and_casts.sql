-- Expressions with words in them.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b timestamptz, c jsonb, d integer, e text[]);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b timestamptz, c jsonb, d integer, e text[]);
CREATE UNIQUE INDEX i1 ON t ((CASE WHEN d > 0 THEN a END));
CREATE INDEX i2 ON t (((c ->> 'n')::integer) DESC, (c #>> '{a,b}'));
CREATE INDEX i3 ON t (COALESCE(a, ''), (d IS NOT NULL));
CREATE INDEX i4 ON t ((e[1]), (lower(a) || 'x'));
CREATE INDEX i5 ON t (md5(a), substring(a from 1 for 3), ("left"(a, 2)));
CREATE INDEX i6 ON t (((b AT TIME ZONE 'UTC')::date));
CREATE INDEX i7 ON t ((a)) WHERE a IN ('x', 'y') AND (d BETWEEN 1 AND 5 OR d IS NULL);
CREATE INDEX i8 ON t ((GREATEST(d, 0)), (NOT (d > 3)), (a LIKE 'x%'));
