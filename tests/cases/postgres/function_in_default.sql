-- A function that is nobody's business but its users'.
-- both
CREATE FUNCTION make_code() RETURNS text LANGUAGE sql AS 'SELECT ''c''::text';
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT make_code(), b text NOT NULL DEFAULT make_code(), CHECK (a <> make_code()));
CREATE INDEX i ON t (a) WHERE a <> '';
