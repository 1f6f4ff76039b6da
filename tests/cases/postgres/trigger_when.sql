-- Columns of a trigger's list and condition.
-- both
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
-- from
CREATE TABLE t (a integer, b text);
CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION f();
-- to
CREATE TABLE t (a bigint, b text);
-- refused
column t.a: its type cannot change under the trigger g, which reads it
