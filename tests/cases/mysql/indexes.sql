-- Order, prefixes, uniqueness, methods, full text and spatial.
-- both
CREATE TABLE t (id int PRIMARY KEY, a varchar(100) NOT NULL, b varchar(100), c text, d int, e geometry NOT NULL, f text NOT NULL);
-- from
CREATE INDEX i1 ON t (a);
CREATE INDEX i2 ON t (a, b);
CREATE UNIQUE INDEX i3 ON t (d);
CREATE INDEX i4 ON t (c(10));
CREATE INDEX i5 ON t (d);
CREATE FULLTEXT INDEX i6 ON t (f);
CREATE INDEX i7 ON t (b);
-- to
CREATE INDEX i1 ON t (a(20));
CREATE INDEX i2 ON t (b, a);
CREATE INDEX i3 ON t (d);
CREATE INDEX i4 ON t (c(20), a(5));
CREATE UNIQUE INDEX i5 ON t (d);
CREATE FULLTEXT INDEX i6 ON t (f, c);
CREATE SPATIAL INDEX i8 ON t (e);
CREATE FULLTEXT INDEX i9 ON t (b);
