-- It is not dropped in silence with its column.
-- from
CREATE TABLE t (id integer, during tsrange, CONSTRAINT x EXCLUDE USING gist (during WITH &&));
-- to
CREATE TABLE t (id integer);
-- refused
column t.during: the exclusion constraint x reads it and has to go first
