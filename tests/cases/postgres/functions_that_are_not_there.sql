-- What columns, checks and indexes use beside the model has to be in both databases.
-- from
CREATE TABLE a (id integer PRIMARY KEY, n integer, t text);
-- to
CREATE FUNCTION positive(integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 > 0';
CREATE FUNCTION next_id() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE SEQUENCE numbers;
CREATE EXTENSION pg_trgm;
CREATE TABLE a (id integer PRIMARY KEY DEFAULT next_id(), n integer DEFAULT nextval('numbers') CHECK (positive(n)), t text);
CREATE INDEX a_t_idx ON a USING gin (t gin_trgm_ops);
-- refused
index a_t_idx on a: it uses the extension pg_trgm, which is not there
check a_n_check on a: it uses the function positive, which is not there
column a.id: it uses the function next_id, which is not there
create it there first: CREATE OR REPLACE FUNCTION public.next_id()
column a.n: it uses the sequence numbers, which is not there
