-- Nor the table.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10));
CREATE TABLE u (id integer PRIMARY KEY);
CREATE VIEW names AS SELECT t.a, u.id FROM t JOIN u USING (id);
-- to
CREATE TABLE u (id integer PRIMARY KEY);
-- refused
view names
