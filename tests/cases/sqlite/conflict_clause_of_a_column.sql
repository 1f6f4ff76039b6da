-- A rebuild would lose it.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text NOT NULL ON CONFLICT IGNORE, y text);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text NOT NULL ON CONFLICT IGNORE, y integer);
-- refused
column a.x: the table has to be built anew for this change, which would lose `NOT NULL ON CONFLICT IGNORE`
