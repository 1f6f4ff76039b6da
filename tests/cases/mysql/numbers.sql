-- Precision and scale, floats and bits.
-- from
CREATE TABLE t (id int PRIMARY KEY, a decimal(10, 2), b float, c double, d bit(1), e decimal(6, 0), f bit(8) DEFAULT b'101', g decimal(10, 2) unsigned);
-- to
CREATE TABLE t (id int PRIMARY KEY, a decimal(14, 4), b double, c decimal(20, 6), d bit(8), e bigint, f bit(8) DEFAULT b'111', g decimal(10, 2));
-- rows
INSERT INTO t VALUES (1, 1.25, 0.5, 2.5, b'1', 7, DEFAULT, 1);
-- kept
SELECT a, b, c, d + 0, e, f + 0 FROM t
= 1.2500|0.5|2.500000|1|7|5
