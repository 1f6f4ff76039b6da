-- The order of an index is part of it.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY k (a, b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY k (a DESC, b));
