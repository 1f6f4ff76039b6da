-- An enum type is not made anew under a function that takes it.
-- from
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE t (m mood);
CREATE FUNCTION f(m mood) RETURNS text LANGUAGE sql AS 'SELECT m::text';
-- to
CREATE TYPE mood AS ENUM ('ok');
CREATE TABLE t (m mood);
-- refused
enum mood: its values cannot be taken away or moved under the function f, which uses it
