-- Fields and digits of intervals, widths of bits.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a interval, b interval(2), c bit(3), d bit varying(4), e text, f inet);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a interval day to second, b interval, c bit varying(3), d bit varying(9), e inet, f text);
-- rows
INSERT INTO t VALUES (1, '1 day', '1.25 sec', B'101', B'11', '10.0.0.1', '10.0.0.2');
-- kept
SELECT a, c, d, e, f FROM t
= 1 day|101|11|10.0.0.1|10.0.0.2/32
