-- Keys over periods are beside the model.
-- needs
postgres 18
extension btree_gist
-- both
CREATE EXTENSION btree_gist;
CREATE TABLE p (id integer, during daterange, a integer, CONSTRAINT p_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE c (id integer, during daterange, CONSTRAINT c_fk FOREIGN KEY (id, PERIOD during) REFERENCES p (id, PERIOD during));
-- from
CREATE INDEX i ON p (a);
-- to
CREATE INDEX i ON p (a DESC);
