-- Every insert would fail after this.
-- both
CREATE TABLE t (id int PRIMARY KEY, a int);
CREATE TABLE log (id int);
CREATE TRIGGER noted AFTER INSERT ON t FOR EACH ROW INSERT INTO log VALUES (NEW.a);
-- from
-- to
DROP TRIGGER noted;
ALTER TABLE t DROP COLUMN a;
-- refused
column t.a: the trigger noted reads it
