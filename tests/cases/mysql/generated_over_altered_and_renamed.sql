-- What a generated column reads changes its type and its name.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int NOT NULL, b int GENERATED ALWAYS AS (a * 2) STORED, c varchar(10), d varchar(20) GENERATED ALWAYS AS (upper(c)) VIRTUAL, UNIQUE KEY by_b (b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a bigint NOT NULL, b bigint GENERATED ALWAYS AS (a * 2) STORED, e varchar(10), d varchar(20) GENERATED ALWAYS AS (upper(e)) VIRTUAL, UNIQUE KEY by_b (b));
-- renames
column t.c=e
-- rows
INSERT INTO t (id, a, c) VALUES (1, 21, 'x');
-- kept
SELECT b, d FROM t
= 42|X
