-- Functions of the database in defaults, checks and indexes stay where they are.
-- both
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT ''c1''::text';
CREATE FUNCTION clean(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT lower($1)';
-- from
CREATE TABLE t (a text DEFAULT next_code(), b text CHECK (clean(b) = b));
CREATE INDEX i ON t (clean(a));
-- to
CREATE TABLE t (a varchar(20) DEFAULT next_code() NOT NULL, b text, c timestamp DEFAULT timezone('utc', now()));
CREATE INDEX i ON t (clean(a), clean(b)) WHERE clean(b) <> '';
CREATE TABLE u (x text DEFAULT upper(next_code()) NOT NULL);
-- rows
INSERT INTO t (b) VALUES ('x');
-- kept
SELECT a, b FROM t
= c1|x
