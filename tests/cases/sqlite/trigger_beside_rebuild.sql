-- Triggers of other tables that write into one which is built anew, and views over it.
-- both
CREATE TABLE log (what text);
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TRIGGER into_t AFTER INSERT ON u BEGIN INSERT INTO t (id, a) VALUES (new.id, 'u'); END;
CREATE TRIGGER "of t" AFTER UPDATE OF a ON t WHEN old.a IS NULL BEGIN INSERT INTO log VALUES (new.a); END;
CREATE VIEW v AS SELECT * FROM t;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL DEFAULT '');
CREATE TABLE u (id integer PRIMARY KEY, c text CHECK (c <> ''));
-- rows
INSERT INTO t VALUES (1, 'a', 'b');
-- kept
SELECT * FROM v
= 1|a
-- tidy
INSERT INTO u VALUES (2, 'c');
-- back
SELECT id, a FROM v
= 1|a
= 2|u
