-- INCLUDE on primary keys, unique constraints and indexes.
-- from
CREATE TABLE t (a integer, b integer, c text, d text, PRIMARY KEY (a) INCLUDE (c), UNIQUE (b) INCLUDE (d));
CREATE INDEX i ON t (c) INCLUDE (a, b);
CREATE TABLE u (a integer REFERENCES t (a), b integer REFERENCES t (b));
-- to
CREATE TABLE t (a integer, b integer, c text, d text, PRIMARY KEY (a) INCLUDE (d, c), UNIQUE (b));
CREATE INDEX i ON t (c) INCLUDE (b);
CREATE TABLE u (a integer REFERENCES t (a), b integer REFERENCES t (b));
-- rows
INSERT INTO t VALUES (1, 2, 'x', 'y');
INSERT INTO u VALUES (1, 2);
-- kept
SELECT * FROM u
= 1|2
