-- What reads a table that is built anew is there afterwards.
-- both
CREATE TABLE log (what text);
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE TRIGGER seen AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.a); END;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL);
CREATE VIEW v AS SELECT id, a FROM t;
CREATE TRIGGER seen AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.a); END;
-- rows
INSERT INTO t VALUES (1, 'a');
-- kept
SELECT a FROM v
= a
