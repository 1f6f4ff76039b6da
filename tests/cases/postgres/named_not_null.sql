-- Names of NOT NULL constraints make no difference, and stay.
-- needs
postgres 18
-- from
CREATE TABLE t (a integer CONSTRAINT must NOT NULL, b integer NOT NULL, c integer);
-- to
CREATE TABLE t (a integer CONSTRAINT must NOT NULL, b integer, c integer NOT NULL);
