-- Precisions of times and fields of intervals.
-- from
CREATE TABLE t (a time, b timestamp, c timestamptz, d interval, e timetz, f interval(3), g interval day to second, h date);
-- to
CREATE TABLE t (a time(3), b timestamp(0), c timestamptz(6), d interval year to month, e timetz(2), f interval, g interval hour, h timestamptz);
-- rows
INSERT INTO t VALUES ('12:00:00', '2020-01-01 10:00', '2020-01-01 10:00+00', '2 years', '10:00+00', '3 s', '4 h', '2020-01-01');
-- kept
SELECT a, b, d, e, f, g FROM t
= 12:00:00|2020-01-01 10:00:00|2 years|10:00:00+00|00:00:03|04:00:00
