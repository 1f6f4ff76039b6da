-- What needs no rebuild goes on beside it.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text NOT NULL ON CONFLICT IGNORE, y text);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text NOT NULL ON CONFLICT IGNORE, z text);
CREATE INDEX a_x ON a (x DESC);
