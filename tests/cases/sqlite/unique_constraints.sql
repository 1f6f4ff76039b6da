-- Of columns and of the table, and as indexes.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text UNIQUE, b text, c text, UNIQUE (b, c));
CREATE UNIQUE INDEX c_one ON t (c);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text UNIQUE, c text, CONSTRAINT c_only UNIQUE (c));
CREATE UNIQUE INDEX a_one ON t (a);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c');
