-- The server takes a name in any case for the same.
-- from
CREATE TABLE t (id int PRIMARY KEY, userName int);
-- to
CREATE TABLE t (id int PRIMARY KEY, username int);
-- refused
column t.username: the table has it as userName, which is the same name here
--rename t.userName=username renames it
