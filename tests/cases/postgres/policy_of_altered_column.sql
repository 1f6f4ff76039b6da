-- So does a policy that reads it.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE POLICY own_rows ON t USING (a = 'x');
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE POLICY own_rows ON t USING (a = 'x');
-- refused
policy own_rows
