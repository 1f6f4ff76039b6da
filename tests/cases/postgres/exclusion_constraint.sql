-- It is outside the model, and stays.
-- both
CREATE TABLE t (id integer PRIMARY KEY, during tsrange, EXCLUDE USING gist (during WITH &&));
-- from
SELECT 1;
-- to
ALTER TABLE t ADD COLUMN b integer;
-- rows
INSERT INTO t VALUES (1, '[2024-01-01,2024-02-01)');
