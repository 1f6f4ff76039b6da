-- A sequence that no column owns belongs to nobody, and its user keeps using it.
-- both
CREATE SEQUENCE numbers START 1000;
-- from
CREATE TABLE t (id integer PRIMARY KEY, n bigint);
-- to
CREATE TABLE t (id integer PRIMARY KEY, n bigint DEFAULT nextval('numbers'));
-- rows
INSERT INTO t VALUES (1, 1);
