-- A check that is not enforced.
-- needs
mysql
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT a_low CHECK (a < 5) NOT ENFORCED, CONSTRAINT b_low CHECK (b < 5));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int, CONSTRAINT a_low CHECK (a < 5), CONSTRAINT b_low CHECK (b < 5) NOT ENFORCED, CONSTRAINT ab CHECK (a <> b and a <> 'it''s'));
