-- How a column is stored is told of it by hand, and lost with its type.
-- from
CREATE TABLE t (a varchar(20), b integer);
ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL;
-- to
CREATE TABLE t (a text, b integer);
-- refused
column t.a: its type cannot change without losing what it is told: ALTER TABLE t ALTER COLUMN a SET STORAGE EXTERNAL
