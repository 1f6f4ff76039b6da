-- A column of another table's type holds that table as it is.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x integer);
CREATE TABLE b (id integer PRIMARY KEY, it a);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x integer);
CREATE TABLE b (id integer PRIMARY KEY, it a, n integer);
-- changes
+ column b.n  i32, null
