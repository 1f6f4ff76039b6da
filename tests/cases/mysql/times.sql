-- Kinds and digits.
-- from
CREATE TABLE t (id int PRIMARY KEY, a datetime, b timestamp NULL, c time, d date, e year, f datetime(6), g timestamp(3) NULL);
-- to
CREATE TABLE t (id int PRIMARY KEY, a datetime(3), b datetime, c time(2), d datetime, e int, f datetime, g timestamp(6) NULL);
-- rows
INSERT INTO t VALUES (1, '2024-01-02 03:04:05', '2024-01-02 03:04:05', '03:04:05', '2024-01-02', 2024, '2024-01-02 03:04:05.000000', NULL);
-- kept
SELECT a, b, c, d, e, f FROM t
= 2024-01-02 03:04:05.000|2024-01-02 03:04:05|03:04:05.00|2024-01-02 00:00:00|2024|2024-01-02 03:04:05
