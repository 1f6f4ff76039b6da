-- Types of rows, by their names.
-- both
CREATE TYPE place AS (street text, number integer);
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, home place, others place[]);
-- rows
INSERT INTO t VALUES (1);
