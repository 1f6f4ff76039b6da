-- Commas, quotes, brackets, backslashes and blanks in values.
-- from
CREATE TABLE t (id int PRIMARY KEY, a enum('x') DEFAULT 'x');
-- to
CREATE TABLE t (id int PRIMARY KEY, a enum('x', 'a,b', 'c''d', '(e)', 'f\\g', 'h i', '', '"', '`', 'ü', '/*', 'j)/*k*/') DEFAULT 'c''d', b set('p', 'q r', 's''t', '/* u */') NOT NULL DEFAULT 'p,q r');
