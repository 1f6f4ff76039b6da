-- Columns go, and the indexes, keys and checks over several columns with them.
-- from
CREATE TABLE p (id integer PRIMARY KEY, a integer, b integer, UNIQUE (a, b));
CREATE TABLE t (id integer, a integer, b integer, c text, PRIMARY KEY (id, a), FOREIGN KEY (a, b) REFERENCES p (a, b), CHECK (a < b), CONSTRAINT one CHECK (b > 0));
CREATE INDEX i ON t (b, c);
CREATE INDEX j ON t (c) INCLUDE (b);
CREATE INDEX k ON t (c) WHERE b > 0;
CREATE INDEX l ON t ((b + 1));
-- to
CREATE TABLE p (id integer PRIMARY KEY, a integer);
CREATE TABLE t (id integer, a integer NOT NULL, c text, PRIMARY KEY (id));
CREATE INDEX j ON t (c);
-- rows
INSERT INTO p VALUES (1, 2, 3); INSERT INTO t VALUES (1, 2, 3, 'x');
-- kept
SELECT * FROM t
= 1|2|x
