-- MySQL adds no column with a default that each row would have of its own, nor any beside one.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(36) NOT NULL DEFAULT 'a');
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(36) NOT NULL DEFAULT (uuid()), b char(36) NOT NULL DEFAULT (uuid()), c int, d double DEFAULT (rand()));
-- rows
INSERT INTO t VALUES (1, 'x'), (2, 'y');
-- kept
SELECT count(DISTINCT b), min(length(b)), count(d), max(a) FROM t
= 2|36|2|y
