-- Texts become documents, and one kind of document the other.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b json DEFAULT '{}', c jsonb NOT NULL DEFAULT '[]', d jsonb);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a jsonb, b jsonb DEFAULT '{}', c json NOT NULL DEFAULT '[]', d text);
-- rows
INSERT INTO t VALUES (1, '{"a": 1}', '{"b": 2}', '[3]', '{"d": 4}');
-- kept
SELECT a->>'a', b->>'b', c->>0, d FROM t
= 1|2|3|{"d": 4}
