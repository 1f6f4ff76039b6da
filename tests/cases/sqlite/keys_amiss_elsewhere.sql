-- A key of another table that leads to nothing unique is no matter of this one.
-- from
CREATE TABLE pa (a text);
CREATE TABLE ch (a text REFERENCES pa (a));
CREATE TABLE t (id integer PRIMARY KEY, n text);
-- to
CREATE TABLE pa (a text);
CREATE TABLE ch (a text REFERENCES pa (a));
CREATE TABLE t (id integer PRIMARY KEY, n text NOT NULL);
-- rows
INSERT INTO t VALUES (1, 'x');
-- kept
SELECT n FROM t
= x
