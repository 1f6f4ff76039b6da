-- A trigger that fires for the column forbids another type.
-- both
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer);
CREATE TRIGGER on_a BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION noop();
-- to
CREATE TABLE t (id integer PRIMARY KEY, a bigint);
CREATE TRIGGER on_a BEFORE UPDATE OF a ON t FOR EACH ROW EXECUTE FUNCTION noop();
-- refused
trigger on_a
