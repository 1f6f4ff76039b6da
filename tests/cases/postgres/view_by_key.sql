-- A view that groups by a primary key holds the key.
-- from
CREATE TABLE t (id integer, a integer, CONSTRAINT pk PRIMARY KEY (id));
CREATE VIEW v AS SELECT id, a FROM t GROUP BY id;
-- to
CREATE TABLE t (id integer, a integer NOT NULL, CONSTRAINT pk PRIMARY KEY (id, a));
-- refused
primary key of t: the view v reads it and has to go first
