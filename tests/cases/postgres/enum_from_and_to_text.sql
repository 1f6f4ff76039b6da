-- Texts become values and values texts, with their defaults.
-- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL DEFAULT 'sad', b mood NOT NULL DEFAULT 'happy', c varchar(9)[] , d mood[]);
-- to
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, a mood NOT NULL DEFAULT 'sad', b text NOT NULL DEFAULT 'happy', c mood[], d varchar(9)[]);
-- rows
INSERT INTO t VALUES (1, 'happy', 'sad', '{sad}', '{happy}');
-- kept
SELECT a, b, c, d FROM t
= happy|sad|{sad}|{happy}
