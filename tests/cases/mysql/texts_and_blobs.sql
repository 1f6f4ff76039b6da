-- Every size of texts and bytes.
-- from
CREATE TABLE t (id int PRIMARY KEY, a tinytext, b text, c mediumtext, d longtext, e tinyblob, f blob, g mediumblob, h longblob, i binary(16), j varbinary(20), k char(5), l varchar(10));
-- to
CREATE TABLE t (id int PRIMARY KEY, a text, b mediumtext, c longtext, d varchar(200), e blob, f mediumblob, g longblob, h varbinary(200), i varbinary(16), j binary(20), k varchar(5), l char(10));
-- rows
INSERT INTO t (id, a, b, c, d, e, k, l) VALUES (1, 'a', 'b', 'c', 'd', 'e', 'k', 'l');
-- kept
SELECT a, b, c, d, k, l FROM t
= a|b|c|d|k|l
