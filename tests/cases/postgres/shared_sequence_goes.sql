-- Tables go in an order in which no default holds a sequence.
-- from
CREATE TABLE a (id serial PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY DEFAULT nextval('a_id_seq'), x text);
-- to
CREATE TABLE z (a integer);
