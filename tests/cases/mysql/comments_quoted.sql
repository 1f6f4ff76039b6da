-- Comments with all that has to be quoted.
-- from
CREATE TABLE t (id int PRIMARY KEY COMMENT 'it''s', a int) COMMENT 'a "table" \\ of é';
-- to
CREATE TABLE t (id int PRIMARY KEY COMMENT 'it''s
two lines; -- and /* more */', a int COMMENT 'new \\') COMMENT 'it''s ; another';
