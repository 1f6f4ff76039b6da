-- A key may refer to a table that is not there.
-- from
CREATE TABLE t (id integer PRIMARY KEY, other_id integer REFERENCES nowhere (id));
-- to
CREATE TABLE t (id integer PRIMARY KEY, other_id integer REFERENCES nowhere (id), x text);
