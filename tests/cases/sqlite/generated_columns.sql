-- They come, go, read something else, and become plain.
-- from
CREATE TABLE t (id integer PRIMARY KEY, price integer NOT NULL, amount integer NOT NULL, total integer GENERATED ALWAYS AS (price * amount) STORED, half integer AS (price / 2), was integer);
CREATE INDEX t_total ON t (total);
-- to
CREATE TABLE t (id integer PRIMARY KEY, price integer NOT NULL, amount integer NOT NULL, total integer GENERATED ALWAYS AS (price * amount + 1) STORED, half integer, was integer AS (amount) VIRTUAL, label text GENERATED ALWAYS AS ('n' || id) VIRTUAL);
CREATE INDEX t_total ON t (total);
-- rows
INSERT INTO t (id, price, amount) VALUES (1, 6, 7);
-- kept
SELECT total, was, label FROM t
= 43|7|n1
