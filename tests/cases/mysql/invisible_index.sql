-- An index that the optimizer does not see.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, KEY k (a));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, KEY k (a) INVISIBLE);
