-- Another name is another index.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text);
-- from
CREATE INDEX old_name ON t (a);
-- to
CREATE INDEX new_name ON t (a);
