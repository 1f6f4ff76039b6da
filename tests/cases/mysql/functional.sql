-- Keys over expressions.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), j json, KEY f ((lower(a))));
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), j json, KEY f ((upper(a)), id DESC), UNIQUE KEY u ((id + 1), ((id * 2)) DESC), KEY mv ((CAST(j->'$.tags' AS unsigned ARRAY))));
-- rows
INSERT INTO t VALUES (1, 'x', '{"tags": [1, 2]}');
-- kept
SELECT a FROM t
= x
