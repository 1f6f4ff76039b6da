-- A column that an exclusion constraint needs does not go silently.
-- from
CREATE TABLE t (id integer PRIMARY KEY, during tsrange, EXCLUDE USING gist (during WITH &&));
-- to
CREATE TABLE t (id integer PRIMARY KEY);
-- refused
exclusion constraint t_during_excl
