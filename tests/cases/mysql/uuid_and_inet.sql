-- Types that only MariaDB has.
-- needs
mariadb 10.10
-- from
CREATE TABLE t (id int PRIMARY KEY, a char(36), b uuid);
-- to
CREATE TABLE t (id int PRIMARY KEY, a uuid, b uuid NOT NULL DEFAULT uuid(), c inet6, d inet4);
-- rows
INSERT INTO t VALUES (1, '0b1f2e3d-0000-4000-8000-000000000001', '0b1f2e3d-0000-4000-8000-000000000002');
-- kept
SELECT a, b FROM t
= 0b1f2e3d-0000-4000-8000-000000000001|0b1f2e3d-0000-4000-8000-000000000002
