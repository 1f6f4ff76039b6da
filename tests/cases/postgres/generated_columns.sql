-- They come, go, read something else, and become plain.
-- from
CREATE TABLE t (id integer PRIMARY KEY, price integer NOT NULL, amount integer NOT NULL, total integer GENERATED ALWAYS AS (price * amount) STORED, half integer GENERATED ALWAYS AS (price / 2) STORED, was integer);
CREATE INDEX t_total ON t (total);
-- to
CREATE TABLE t (id integer PRIMARY KEY, price integer NOT NULL, amount integer NOT NULL, total integer GENERATED ALWAYS AS (price * amount + 1) STORED, half integer, was integer GENERATED ALWAYS AS (amount) STORED, label text GENERATED ALWAYS AS ('n' || id) STORED);
CREATE INDEX t_total ON t (total);
-- rows
INSERT INTO t VALUES (1, 6, 7);
-- kept
SELECT total, half, was, label FROM t
= 43|3|7|n1
-- back
SELECT total, half FROM t
= 42|3
