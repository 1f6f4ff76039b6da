-- A key in descending order.
-- needs
mysql
-- from
CREATE TABLE t (id int, a int NOT NULL, b int, PRIMARY KEY (id DESC, a), KEY ab (a DESC, b));
-- to
CREATE TABLE t (id int, a int NOT NULL, b int, PRIMARY KEY (id, a DESC), KEY ab (a, b DESC));
