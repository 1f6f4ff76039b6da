-- It goes with its column; one over several is made anew of the rest.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, CHECK (a <> b), UNIQUE (a, b));
CREATE INDEX ab ON t (a, b);
CREATE INDEX b_only ON t (id) WHERE b IS NOT NULL;
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, UNIQUE (a));
CREATE INDEX ab ON t (a);
-- rows
INSERT INTO t VALUES (1, 'a', 'b');
-- kept
SELECT a FROM t
= a
