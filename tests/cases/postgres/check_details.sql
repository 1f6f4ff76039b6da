-- Not valid yet, and not for children.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer);
ALTER TABLE t ADD CONSTRAINT one CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT two CHECK (a > 1);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer);
ALTER TABLE t ADD CONSTRAINT one CHECK (a > 0);
ALTER TABLE t ADD CONSTRAINT two CHECK (a > 1) NO INHERIT;
ALTER TABLE t ADD CONSTRAINT three CHECK (a > 2) NOT VALID;
