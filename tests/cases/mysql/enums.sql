-- Enums and sets get, lose and reorder values.
-- from
CREATE TABLE t (id int PRIMARY KEY, e enum('a','b','it''s') NOT NULL DEFAULT 'a', s set('x','y') DEFAULT 'x,y', f enum('ä','Ö,(') COMMENT 'f');
-- to
CREATE TABLE t (id int PRIMARY KEY, e enum('z','it''s','b','a') NOT NULL DEFAULT 'it''s', s set('w','y','x') DEFAULT 'w', f enum('ä','Ö,(',')\\') DEFAULT 'ä' COMMENT 'f');
-- rows
INSERT INTO t VALUES (1, 'it''s', 'y', 'Ö,(');
-- kept
SELECT e, s, f FROM t
= it's|y|Ö,(
