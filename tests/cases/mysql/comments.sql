-- With quotes, line breaks and pictures; added, altered, dropped.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int COMMENT 'goes', b int COMMENT 'it''s old', c int) COMMENT 'old';
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int COMMENT 'new', c int COMMENT 'a \\ "b" -- ; # /* x */') COMMENT 'it''s\nnew 🎈';
