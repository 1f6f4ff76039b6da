-- The history of a table would not fit it any more.
-- needs
mariadb
-- from
CREATE TABLE t (id int PRIMARY KEY, a int) WITH SYSTEM VERSIONING;
CREATE SEQUENCE s;
-- to
CREATE TABLE t (id int PRIMARY KEY, a bigint) WITH SYSTEM VERSIONING;
-- refused
table t: it keeps its history (WITH SYSTEM VERSIONING)
