-- A table that is logged cannot refer to one that is not: the order of the change counts.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY REFERENCES a);
CREATE TABLE c (id integer PRIMARY KEY REFERENCES b);
-- to
CREATE UNLOGGED TABLE a (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE b (id integer PRIMARY KEY REFERENCES a);
CREATE UNLOGGED TABLE c (id integer PRIMARY KEY REFERENCES b);
-- rows
INSERT INTO a VALUES (1); INSERT INTO b VALUES (1);
-- kept
SELECT id FROM b
= 1
