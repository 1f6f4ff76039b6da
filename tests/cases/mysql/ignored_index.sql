-- MariaDB's keys that are not used.
-- needs
mariadb 10.6
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY a (a) IGNORED, KEY b (b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY a (a), KEY b (b) IGNORED);
