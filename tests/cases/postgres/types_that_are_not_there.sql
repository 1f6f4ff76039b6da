-- Types that are no enum types have to be in both databases.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
-- to
CREATE DOMAIN email AS text COLLATE "C" DEFAULT 'x' CONSTRAINT at CHECK (VALUE ~ '@');
CREATE TYPE place AS (street text, zip integer);
CREATE TYPE span AS RANGE (SUBTYPE = integer);
CREATE EXTENSION citext;
CREATE TABLE a (id integer PRIMARY KEY, e email[], p place, s span, c citext);
-- refused
column a.e: it uses the domain email, which is not there
create it there first: CREATE DOMAIN email AS text COLLATE "C" DEFAULT 'x'::text CONSTRAINT at CHECK ((VALUE ~ '@'::text))
column a.p: it uses the composite type place, which is not there
create it there first: CREATE TYPE place AS (street text, zip integer)
column a.s: it uses the range type span, which is not there
column a.c: it uses the extension citext, which is not there
