-- The type is made anew under its columns, arrays, defaults, checks and indexes.
-- from
CREATE TYPE mood AS ENUM ('sad', 'calm', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'sad', n mood[] DEFAULT '{sad}', CONSTRAINT not_happy CHECK (m <> 'happy'));
CREATE INDEX t_m ON t (m) WHERE m = 'sad';
CREATE TABLE u (m mood PRIMARY KEY);
-- to
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'sad', n mood[] DEFAULT '{sad}', CONSTRAINT not_happy CHECK (m <> 'happy'));
CREATE INDEX t_m ON t (m) WHERE m = 'sad';
CREATE TABLE u (m mood PRIMARY KEY);
-- rows
INSERT INTO t VALUES (1, 'sad', '{sad,happy}');
INSERT INTO u VALUES ('happy');
-- kept
SELECT m, n FROM t
= sad|{sad,happy}
