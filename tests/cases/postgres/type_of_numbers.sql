-- Precision and scale, floats and money.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a numeric, b numeric(10, 2), c real, d double precision, e smallint, f text, g integer);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a numeric(12, 4), b numeric(14, 2), c double precision, d numeric, e numeric(6, 0), f double precision, g real);
-- rows
INSERT INTO t VALUES (1, 1.5, 2.25, 0.5, 0.25, 7, '1e3', 9);
-- kept
SELECT a, b, c, d, e, f, g FROM t
= 1.5000|2.25|0.5|0.25|7|1000|9
