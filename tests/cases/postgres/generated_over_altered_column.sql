-- What a generated column reads gets another type.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer NOT NULL, b integer GENERATED ALWAYS AS (a * 2) STORED UNIQUE, CONSTRAINT b_small CHECK (b < 100));
-- to
CREATE TABLE t (id integer PRIMARY KEY, a bigint NOT NULL, b bigint GENERATED ALWAYS AS (a * 2) STORED UNIQUE, CONSTRAINT b_small CHECK (b < 100));
-- rows
INSERT INTO t (id, a) VALUES (1, 21);
-- kept
SELECT b FROM t
= 42
