-- With and without zone, and so many digits.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a timestamp, b timestamptz, c time(3), d timestamptz(0), e text, f date, g timestamp DEFAULT now());
-- to
CREATE TABLE t (id integer PRIMARY KEY, a timestamptz, b timestamp(3), c time(6), d timestamptz, e timestamptz, f timestamp, g timestamptz DEFAULT now());
-- rows
SET timezone TO 'UTC';
INSERT INTO t VALUES (1, '2024-01-02 03:04:05', '2024-01-02 03:04:05Z', '03:04:05.678', '2024-01-02 03:04:05Z', '2024-01-02 03:04:05Z', '2024-01-02');
-- kept
SELECT extract(epoch FROM a) - extract(epoch FROM b), c, e = d, f FROM t
= 0.000000|03:04:05.678|t|2024-01-02 00:00:00
