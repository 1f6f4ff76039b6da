-- The column goes with keys, checks and indexes that read it.
-- from
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, b text REFERENCES p (id), CHECK (a <> b), UNIQUE (a, b));
CREATE INDEX ab ON t (a, b);
CREATE INDEX b_only ON t (id) WHERE b IS NOT NULL;
-- to
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (id integer PRIMARY KEY, a text, UNIQUE (a));
CREATE INDEX ab ON t (a);
-- rows
INSERT INTO p VALUES (1);
INSERT INTO t VALUES (1, 'a', 1);
-- kept
SELECT a FROM t
= a
