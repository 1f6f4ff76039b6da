-- Every update would fail after this.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE TABLE log (what text);
CREATE TRIGGER seen AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.a); END;
-- to
CREATE TABLE t (id integer PRIMARY KEY);
CREATE TABLE log (what text);
-- refused
column t.a: the trigger seen reads it
