-- Generated columns that read each other under a rebuild.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer, b integer AS (a + 1) STORED, c integer AS (b * 2));
CREATE INDEX by_c ON t (c);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b integer AS (a + 1) STORED, c integer AS (b * 3));
CREATE INDEX by_c ON t (c);
-- rows
INSERT INTO t (id, a) VALUES (1, 4);
-- kept
SELECT b, c FROM t
= 5|15
