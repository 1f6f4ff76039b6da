-- Small, plain and big.
-- from
CREATE TABLE t (a smallserial PRIMARY KEY, b serial NOT NULL, c bigserial NOT NULL);
-- to
CREATE TABLE t (a serial PRIMARY KEY, b bigserial NOT NULL, c bigserial NOT NULL, d smallserial NOT NULL);
-- rows
INSERT INTO t DEFAULT VALUES;
-- kept
SELECT a, b, c, d FROM t
= 1|1|1|1
