-- The order of values is theirs to compare by.
-- from
CREATE TYPE size AS ENUM ('large', 'small', 'medium');
CREATE TABLE t (id integer PRIMARY KEY, s size NOT NULL);
CREATE INDEX t_s ON t (s);
-- to
CREATE TYPE size AS ENUM ('small', 'medium', 'large');
CREATE TABLE t (id integer PRIMARY KEY, s size NOT NULL);
CREATE INDEX t_s ON t (s);
-- rows
INSERT INTO t VALUES (1, 'large'), (2, 'small');
-- kept
SELECT s FROM t ORDER BY s
= small
= large
-- back
SELECT s FROM t ORDER BY s
= large
= small
