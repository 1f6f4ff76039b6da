-- Tables that refer to each other and to themselves.
-- from
CREATE TABLE z (id integer PRIMARY KEY);
-- to
CREATE TABLE a (id integer PRIMARY KEY, b integer, self integer REFERENCES a);
CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a, c integer);
CREATE TABLE c (id integer PRIMARY KEY, a integer REFERENCES a DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b;
ALTER TABLE b ADD FOREIGN KEY (c) REFERENCES c;
