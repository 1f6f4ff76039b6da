-- A trigger elsewhere that writes into the table that is built anew.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TRIGGER copies AFTER INSERT ON u BEGIN INSERT INTO t (id, a) VALUES (new.id, 1); END;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL);
CREATE TABLE u (id integer PRIMARY KEY);
CREATE TRIGGER copies AFTER INSERT ON u BEGIN INSERT INTO t (id, a) VALUES (new.id, 1); END;
-- rows
INSERT INTO u VALUES (7);
-- tidy
INSERT INTO u VALUES (8);
-- kept
SELECT id, a FROM t
= 7|1
-- back
SELECT id FROM t ORDER BY id
= 7
= 8
