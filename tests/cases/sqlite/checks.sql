-- Added, dropped, renamed, with another expression; named and not.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer CHECK (a < 10), b integer, s text, CONSTRAINT b_small CHECK (b < 10), CONSTRAINT gone CHECK (a <> 3), CHECK (s IN ('x', 'y')));
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer CHECK (a < 100), b integer, s text, CONSTRAINT b_little CHECK (b < 10), CHECK (a <= b OR b IS NULL), CHECK (s IN ('x', 'y', 'it''s')));
-- rows
INSERT INTO t VALUES (1, 1, 2, 'x');
