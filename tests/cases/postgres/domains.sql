-- Domains and composite types go by their names, whatever the search path.
-- both
CREATE SCHEMA lib;
CREATE DOMAIN lib.email AS varchar(200) CHECK (value LIKE '%@%');
CREATE DOMAIN "Odd name" AS integer;
CREATE TYPE lib.pair AS (a integer, b text);
CREATE TYPE lib.level AS ENUM ('low', 'high');
-- from
CREATE TABLE t (a lib.email NOT NULL, b text, c lib.pair, d "Odd name", e integer, f lib.level, g text DEFAULT 'low');
-- to
CREATE TABLE t (a text NOT NULL, b lib.email DEFAULT 'x@y', c text, d integer, e "Odd name" NOT NULL DEFAULT 5, f text, g lib.level DEFAULT 'low');
-- rows
INSERT INTO t VALUES ('a@b', 'c@d', '(1,x)', 5, 6, 'high', 'high');
-- kept
SELECT a, b, c, d, e, f, g FROM t
= a@b|c@d|(1,x)|5|6|high|high
-- back
SELECT a, b, c, d, e, f, g FROM t
= a@b|c@d|(1,x)|5|6|high|high
