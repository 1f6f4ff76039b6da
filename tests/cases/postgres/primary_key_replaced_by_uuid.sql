-- The old key column goes with the keys that referred to it.
-- from
CREATE TABLE a (id integer PRIMARY KEY, key uuid NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a ON DELETE CASCADE);
-- to
CREATE TABLE a (key uuid PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, a_key uuid REFERENCES a ON DELETE CASCADE);
-- rows
INSERT INTO a VALUES (1, '0b1f2e3d-0000-4000-8000-000000000001');
-- tidy
DELETE FROM a;
-- kept
SELECT key FROM a
= 0b1f2e3d-0000-4000-8000-000000000001
