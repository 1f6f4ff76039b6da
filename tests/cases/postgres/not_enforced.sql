-- Constraints that nobody enforces are since PostgreSQL 18.
-- needs
postgres 18
-- from
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (a integer CONSTRAINT f REFERENCES p NOT ENFORCED, b integer CONSTRAINT k CHECK (b > 0) NOT ENFORCED, c integer CONSTRAINT g REFERENCES p);
-- to
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (a integer CONSTRAINT f REFERENCES p, b integer CONSTRAINT k CHECK (b > 0), c integer CONSTRAINT g REFERENCES p NOT ENFORCED);
