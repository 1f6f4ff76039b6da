-- A chain of views, and a trigger instead of writing to one.
-- both
CREATE TABLE log (x);
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer);
CREATE VIEW one AS SELECT id, a FROM t;
CREATE VIEW two AS SELECT a FROM one WHERE a > 0;
CREATE TRIGGER instead_of INSTEAD OF UPDATE ON two BEGIN INSERT INTO log VALUES (new.a); END;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL DEFAULT '0');
CREATE VIEW one AS SELECT id, a FROM t;
CREATE VIEW two AS SELECT a FROM one WHERE a > 0;
CREATE TRIGGER instead_of INSTEAD OF UPDATE ON two BEGIN INSERT INTO log VALUES (new.a); END;
-- rows
INSERT INTO t VALUES (1, 5);
-- kept
SELECT a FROM two
= 5
