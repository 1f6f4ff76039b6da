-- A default that counts.
-- needs
mariadb
-- both
CREATE SEQUENCE numbers START WITH 100;
-- from
CREATE TABLE t (id int PRIMARY KEY, n bigint);
-- to
CREATE TABLE t (id int PRIMARY KEY, n bigint DEFAULT nextval(numbers));
