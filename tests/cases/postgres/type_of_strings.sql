-- Lengths, padding and none.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a varchar(10), b varchar(40), c varchar, d text, e char(3), f text COLLATE "C");
-- to
CREATE TABLE t (id integer PRIMARY KEY, a varchar(40), b varchar(10), c text, d varchar(5), e varchar(3), f varchar(9) COLLATE "C");
-- rows
INSERT INTO t VALUES (1, 'abc', 'def', 'ghi', 'jkl', 'm', 'n');
-- kept
SELECT a, b, c, d, e, f FROM t
= abc|def|ghi|jkl|m|n
