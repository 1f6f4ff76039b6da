-- MariaDB finds long unique values by a hash.
-- needs
mariadb
-- from
CREATE TABLE t (id int PRIMARY KEY, a text, UNIQUE KEY a (a));
-- to
CREATE TABLE t (id int PRIMARY KEY, a text, b blob, UNIQUE KEY a (a, id), UNIQUE KEY b (b));
