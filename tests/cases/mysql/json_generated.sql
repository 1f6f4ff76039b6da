-- Generated columns over documents, indexed.
-- from
CREATE TABLE t (id int PRIMARY KEY, doc json);
-- to
CREATE TABLE t (id int PRIMARY KEY, doc json, name varchar(40) GENERATED ALWAYS AS (json_unquote(json_extract(doc, '$.name'))) VIRTUAL, KEY by_name (name));
-- rows
INSERT INTO t (id, doc) VALUES (1, '{"name": "x"}');
-- kept
SELECT name FROM t
= x
