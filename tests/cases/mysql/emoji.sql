-- The catalogs show characters of four bytes as question marks.
-- from
CREATE TABLE t (id int PRIMARY KEY, e enum('😀','b') NOT NULL DEFAULT '😀', v varchar(10) DEFAULT 'a😀?', s set('🐘','x'), q varchar(9) DEFAULT 'why?') DEFAULT CHARSET=utf8mb4;
-- to
CREATE TABLE t (id int PRIMARY KEY, e enum('b','🐘','😀😀') NOT NULL DEFAULT '🐘', v varchar(20) DEFAULT 'b🐘', s set('y','x','🐘') DEFAULT 'x,🐘', q varchar(9) DEFAULT 'what?') DEFAULT CHARSET=utf8mb4;
-- rows
INSERT INTO t VALUES (1, 'b', '😀', '🐘', 'q');
-- kept
SELECT e, v, s FROM t
= b|😀|🐘
