-- A sequence that nobody owns has the name that one of a column is to have.
-- from
CREATE TABLE a (id integer NOT NULL);
CREATE SEQUENCE counter;
-- to
CREATE SEQUENCE counter AS integer;
CREATE TABLE a (id integer NOT NULL DEFAULT nextval('counter'));
ALTER SEQUENCE counter OWNED BY a.id;
-- refused
column a.id: the sequence counter has the name already
