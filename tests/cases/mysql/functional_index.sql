-- MySQL has indexes over expressions.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b int, KEY k1 ((lower(a))));
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b int, KEY k1 ((upper(a))), KEY k2 ((b + 1) DESC, a));
