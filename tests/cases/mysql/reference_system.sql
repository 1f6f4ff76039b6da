-- MariaDB shows it nowhere with the table, and forgets it when the column is said anew.
-- needs
mariadb
-- from
CREATE TABLE t (id int PRIMARY KEY, p point REF_SYSTEM_ID=4326 NOT NULL);
-- to
CREATE TABLE t (id int PRIMARY KEY, p point REF_SYSTEM_ID=4326 NOT NULL COMMENT 'here');
-- refused
column t.p: it is REF_SYSTEM_ID=4326
