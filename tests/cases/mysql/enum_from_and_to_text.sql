-- Texts become values and values texts.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) NOT NULL DEFAULT 'x', b enum('x', 'y') NOT NULL DEFAULT 'y');
-- to
CREATE TABLE t (id int PRIMARY KEY, a enum('x', 'y') NOT NULL DEFAULT 'x', b varchar(10) NOT NULL DEFAULT 'y');
-- rows
INSERT INTO t VALUES (1, 'y', 'x');
-- kept
SELECT a, b FROM t
= y|x
