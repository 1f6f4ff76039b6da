-- A check within a column.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b int, c int CHECK (c > 1));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 5), b int CHECK (b < 3), c int);
