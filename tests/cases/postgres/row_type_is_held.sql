-- A table whose rows stand in a column of another table keeps its types.
-- from
CREATE TABLE t (a integer);
CREATE TABLE u (r t);
-- to
CREATE TABLE t (a text);
CREATE TABLE u (r t);
-- refused
column t.a: its type cannot change, for u.r holds rows of the table
