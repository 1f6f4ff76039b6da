-- Indexes have comments too.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY by_a (a), KEY by_b (b) COMMENT 'old');
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY by_a (a) COMMENT 'it''s new', KEY by_b (b));
