-- Added, dropped, of other columns, constraint to index and back.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text UNIQUE, c text, d text, e text, CONSTRAINT cd UNIQUE (c, d), CONSTRAINT e_one UNIQUE (e));
CREATE UNIQUE INDEX a_one ON t (a);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c text UNIQUE, d text, e text, CONSTRAINT cd UNIQUE (d, c), CONSTRAINT a_one UNIQUE (a));
CREATE UNIQUE INDEX e_one ON t (e);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 'c', 'd', 'e');
