-- The table goes, and the columns that referred to it stay.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a);
-- to
CREATE TABLE b (id integer PRIMARY KEY, a_id integer);
