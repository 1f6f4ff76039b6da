-- setup:
CREATE TABLE t (id uuid PRIMARY KEY);
INSERT INTO t SELECT md5(g::text)::uuid FROM generate_series(1, 1200) g;
-- up:
BEGIN;
ALTER TABLE t ADD COLUMN own integer;
CREATE SEQUENCE autogen_t_own AS integer INCREMENT BY 10 START WITH 100 OWNED BY t.own;
ALTER TABLE t ALTER COLUMN own SET DEFAULT nextval('autogen_t_own');
COMMIT;
-- autogen: batch
UPDATE t SET own = DEFAULT WHERE own IS NULL;
BEGIN;
ALTER TABLE t ADD CONSTRAINT autogen_own_not_null CHECK (own IS NOT NULL) NOT VALID;
COMMIT;
-- autogen: batch
UPDATE t SET own = DEFAULT WHERE own IS NULL;
ALTER TABLE t VALIDATE CONSTRAINT autogen_own_not_null;
BEGIN;
ALTER TABLE t ALTER COLUMN own SET NOT NULL;
ALTER TABLE t DROP CONSTRAINT autogen_own_not_null;
ALTER TABLE t ALTER COLUMN own DROP DEFAULT;
ALTER SEQUENCE autogen_t_own OWNED BY NONE;
ALTER TABLE t ALTER COLUMN own ADD GENERATED ALWAYS AS IDENTITY (INCREMENT BY 10 START WITH 100);
SELECT setval(pg_get_serial_sequence('t', 'own'), last_value, is_called) FROM autogen_t_own;
DROP SEQUENCE autogen_t_own;
COMMIT;
-- down:
ALTER TABLE t DROP COLUMN own;
-- rows:
SELECT count(*), count(DISTINCT own) FROM t;
SELECT (SELECT last_value FROM t_own_seq) >= max(own) FROM t;
