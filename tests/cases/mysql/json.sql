-- JSON is a type on MySQL and a checked text on MariaDB.
-- from
CREATE TABLE t (id int PRIMARY KEY, a json NOT NULL, b longtext, c json CHECK (json_length(c) > 0));
-- to
CREATE TABLE t (id int PRIMARY KEY, a json, b json, d json NOT NULL);
-- rows
INSERT INTO t VALUES (1, '{"a": 1}', '[1]', '[2]');
-- kept
SELECT a, b FROM t
= {"a": 1}|[1]
