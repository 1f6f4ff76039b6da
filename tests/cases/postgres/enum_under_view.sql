-- A value that goes needs the type anew, which a view forbids; the error names it.
-- from
CREATE TYPE mood AS ENUM ('sad', 'happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood);
CREATE VIEW moods AS SELECT m FROM t;
-- to
CREATE TYPE mood AS ENUM ('happy');
CREATE TABLE t (id integer PRIMARY KEY, m mood);
CREATE VIEW moods AS SELECT m FROM t;
-- refused
view moods
