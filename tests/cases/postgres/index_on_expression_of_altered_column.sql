-- Expressions, predicates and checks step aside while the type changes.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10) NOT NULL, b integer, CONSTRAINT long CHECK (length(a) > 1));
CREATE INDEX one ON t (lower(a));
CREATE INDEX two ON t (id) WHERE a LIKE 'x%' AND b > 3;
CREATE UNIQUE INDEX three ON t (a, b);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL, b bigint, CONSTRAINT long CHECK (length(a) > 1));
CREATE INDEX one ON t (lower(a));
CREATE INDEX two ON t (id) WHERE a LIKE 'x%' AND b > 3;
CREATE UNIQUE INDEX three ON t (a, b);
-- rows
INSERT INTO t VALUES (1, 'xyz', 4);
-- kept
SELECT a, b FROM t WHERE a LIKE 'x%' AND b > 3
= xyz|4
