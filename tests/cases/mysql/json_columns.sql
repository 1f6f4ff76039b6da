-- MariaDB keeps documents as texts with a check.
-- from
CREATE TABLE t (id int PRIMARY KEY, a json, b longtext, c json NOT NULL);
-- to
CREATE TABLE t (id int PRIMARY KEY, a longtext, b json, c json);
-- rows
INSERT INTO t VALUES (1, '{"a": 1}', '[2]', '{}');
-- kept
SELECT json_value(a, '$.a'), json_value(b, '$[0]') FROM t
= 1|2
