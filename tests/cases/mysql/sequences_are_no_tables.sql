-- MariaDB lists them as tables.
-- needs
mariadb
-- both
CREATE SEQUENCE numbers START WITH 100;
-- from
CREATE TABLE t (id int PRIMARY KEY);
-- to
CREATE TABLE t (id int PRIMARY KEY, n bigint);
-- changes
+ column t.n  i64, null
