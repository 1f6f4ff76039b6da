-- Before PostgreSQL 10 every serial column had a sequence over bigint.
-- from
CREATE TABLE t (id integer NOT NULL PRIMARY KEY, a text);
CREATE SEQUENCE t_id_seq OWNED BY t.id;
ALTER TABLE t ALTER id SET DEFAULT nextval('t_id_seq');
-- to
CREATE TABLE t (id serial PRIMARY KEY, a text, b text);
-- rows
INSERT INTO t (a) VALUES ('x');
-- kept
SELECT id, a, b FROM t
= 1|x|NULL
