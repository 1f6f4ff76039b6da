-- The type is made anew under an expression that reads it.
-- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL, is_sad boolean GENERATED ALWAYS AS (m = 'sad') STORED);
-- to
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL, is_sad boolean GENERATED ALWAYS AS (m = 'sad') STORED);
-- rows
INSERT INTO t (id, m) VALUES (1, 'sad');
-- kept
SELECT m, is_sad FROM t
= sad|t
