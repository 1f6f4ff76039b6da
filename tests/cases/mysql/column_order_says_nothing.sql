-- Columns, keys and checks in another order are no difference.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY by_a (a), KEY by_b (b), CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (b > 0));
-- to
CREATE TABLE t (b int, a int, id int PRIMARY KEY, KEY by_b (b), KEY by_a (a), CONSTRAINT y CHECK (b > 0), CONSTRAINT x CHECK (a > 0));
-- changes
