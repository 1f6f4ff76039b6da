-- MODIFY COLUMN would lose what the model does not hold.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a int COLUMN_FORMAT FIXED, b int);
-- to
CREATE TABLE t (id int PRIMARY KEY, a bigint COLUMN_FORMAT FIXED, b int);
-- refused
column t.a: it is COLUMN_FORMAT FIXED
