-- At the end, in the middle and in front, with quotes and blanks in them.
-- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'sad', n mood[]);
-- to
CREATE TYPE mood AS ENUM ('it''s', 'sad', 'so so', 'happy', 'Ecstatic 🎈');
CREATE TABLE t (id integer PRIMARY KEY, m mood NOT NULL DEFAULT 'sad', n mood[]);
-- rows
INSERT INTO t VALUES (1, 'sad', '{happy,sad}');
-- kept
SELECT m, n FROM t WHERE m < 'happy'
= sad|{happy,sad}
