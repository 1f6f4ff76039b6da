-- A default takes numbers from another table's sequence.
-- from
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY DEFAULT nextval('a_id_seq'), x text);
-- to
CREATE TABLE a (id serial PRIMARY KEY, y text);
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE TABLE c (id integer PRIMARY KEY DEFAULT nextval('a_id_seq'));
