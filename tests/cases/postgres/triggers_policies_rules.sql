-- They stay where they are.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text, seen timestamptz);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.seen = now(); RETURN NEW; END';
CREATE TRIGGER touched BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION touch();
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON t USING (a = current_user);
CREATE RULE no_delete AS ON DELETE TO t DO INSTEAD NOTHING;
-- from
SELECT 1;
-- to
ALTER TABLE t ADD COLUMN b integer NOT NULL DEFAULT 0;
CREATE INDEX t_b ON t (b);
-- rows
INSERT INTO t (id) VALUES (1);
-- kept
SELECT seen IS NOT NULL, b FROM t
= t|0
