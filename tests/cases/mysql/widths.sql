-- Widths are kept where the server keeps them.
-- from
CREATE TABLE t (id int(10) PRIMARY KEY, a int(3) NOT NULL DEFAULT 0, b bigint(20) unsigned, c tinyint(1) unsigned, d smallint(5) unsigned);
-- to
CREATE TABLE t (id int(10) PRIMARY KEY, a int(3) NOT NULL DEFAULT 1, b bigint(19) unsigned, c tinyint(2) unsigned, d smallint(6) unsigned COMMENT 'd');
-- rows
INSERT INTO t VALUES (1, 2, 3, 4, 5);
-- kept
SELECT a, b, c, d FROM t
= 2|3|4|5
