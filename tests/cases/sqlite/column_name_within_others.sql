-- A name that is part of other names and of texts goes alone.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, aa text, aaa text DEFAULT 'a', CONSTRAINT c CHECK (aa <> 'a'));
CREATE INDEX t_a ON t (aa) WHERE aaa <> 'a';
-- to
CREATE TABLE t (id integer PRIMARY KEY, aa text, aaa text DEFAULT 'a', CONSTRAINT c CHECK (aa <> 'a'));
CREATE INDEX t_a ON t (aa) WHERE aaa <> 'a';
-- rows
INSERT INTO t VALUES (1, 'x', 'y', 'z');
-- kept
SELECT aa, aaa FROM t
= y|z
