-- Order, expressions, predicates, uniqueness, collations.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c integer);
-- from
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (a, b);
CREATE UNIQUE INDEX i3 ON t (c);
CREATE INDEX i4 ON t (lower(a));
CREATE INDEX i5 ON t (c) WHERE c > 0;
CREATE INDEX i6 ON t (a COLLATE NOCASE);
-- to
CREATE INDEX i1 ON t (a DESC);
CREATE INDEX i2 ON t (b, a);
CREATE INDEX i3 ON t (c);
CREATE INDEX i4 ON t (upper(a), c + 1 DESC);
CREATE INDEX i5 ON t (c) WHERE c > 1 AND a IS NOT NULL;
CREATE INDEX i6 ON t (a);
CREATE UNIQUE INDEX i7 ON t (c, a) WHERE b = 'it''s';
