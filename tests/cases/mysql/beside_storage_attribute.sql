-- Other columns may change.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a int COLUMN_FORMAT FIXED, b int);
-- to
CREATE TABLE t (id int PRIMARY KEY, a int COLUMN_FORMAT FIXED, b bigint NOT NULL);
