-- Added, dropped, renamed, with another expression.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, s varchar(10), CONSTRAINT a_small CHECK (a < 10), CONSTRAINT b_small CHECK (b < 10), CONSTRAINT gone CHECK (a <> 3), CONSTRAINT s_in CHECK (s IN ('x', 'y')));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int, s varchar(10), CONSTRAINT a_small CHECK (a < 100), CONSTRAINT b_little CHECK (b < 10), CONSTRAINT ordered CHECK (a <= b OR b IS NULL), CONSTRAINT s_in CHECK (s IN ('x', 'y', 'it''s')));
-- rows
INSERT INTO t VALUES (1, 1, 2, 'x');
