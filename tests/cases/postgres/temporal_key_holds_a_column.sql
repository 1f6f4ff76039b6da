-- A column of a key over periods does not change behind its back.
-- needs
postgres 18
extension btree_gist
-- both
CREATE EXTENSION btree_gist;
-- from
CREATE TABLE p (id integer NOT NULL, during daterange NOT NULL, CONSTRAINT p_uk UNIQUE (id, during WITHOUT OVERLAPS));
-- to
CREATE TABLE p (id integer NOT NULL);
-- refused
column p.during
key over periods p_uk
