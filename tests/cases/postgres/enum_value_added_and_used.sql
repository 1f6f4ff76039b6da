-- A default and a check use the new value.
-- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'sad');
-- to
CREATE TYPE mood AS ENUM ('sad', 'calm', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'calm', CONSTRAINT not_sad CHECK (m <> 'calm' OR id > 0));
CREATE INDEX t_calm ON t (id) WHERE m = 'calm';
-- rows
INSERT INTO t VALUES (1, 'sad');
-- kept
SELECT m FROM t
= sad
