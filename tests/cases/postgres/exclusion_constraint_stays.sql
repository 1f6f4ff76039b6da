-- An exclusion constraint stays, and what it reads stays with it.
-- from
CREATE TABLE t (id integer, during tsrange, a integer, CONSTRAINT x EXCLUDE USING gist (during WITH &&));
-- to
CREATE TABLE t (id bigint, during tsrange NOT NULL, b text, CONSTRAINT x EXCLUDE USING gist (during WITH &&));
