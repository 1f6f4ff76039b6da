-- One over several columns is made anew of the rest.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY ab (a, b), UNIQUE KEY ba (b, a), KEY b_only (b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, KEY ab (a));
-- rows
INSERT INTO t VALUES (1, 2, 3);
