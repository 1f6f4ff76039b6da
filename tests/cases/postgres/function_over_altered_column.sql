-- A function with a body that the server has parsed.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE FUNCTION first_a() RETURNS text BEGIN ATOMIC SELECT a FROM t LIMIT 1; END;
-- to
CREATE TABLE t (id integer PRIMARY KEY);
CREATE FUNCTION first_a() RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
-- refused
function first_a
