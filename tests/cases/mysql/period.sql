-- What has a period is listed, and what it is made of stays.
-- needs
mariadb 10.5
-- from
CREATE TABLE t (id int, s date, e date, a int, PERIOD FOR p (s, e), UNIQUE KEY u (id, p WITHOUT OVERLAPS));
-- to
CREATE TABLE t (id int, s date, e date, a bigint, b int, PERIOD FOR p (s, e), UNIQUE KEY u (id, p WITHOUT OVERLAPS));
-- rows
INSERT INTO t VALUES (1, '2020-01-01', '2020-02-01', 5);
-- kept
SELECT a FROM t
= 5
