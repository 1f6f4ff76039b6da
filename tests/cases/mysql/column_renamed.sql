-- A rename keeps what the column holds, and takes along what reads it.
-- from
CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, title varchar(40) NOT NULL DEFAULT 'x', n int, UNIQUE KEY by_title (title), CONSTRAINT filled CHECK (title <> ''), KEY both_of (n, title(10)));
-- to
CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, name varchar(40) NOT NULL DEFAULT 'x', n int, UNIQUE KEY by_title (name), CONSTRAINT filled CHECK (name <> ''), KEY both_of (n, name(10)));
-- renames
column t.title=name
-- rows
INSERT INTO t (title) VALUES ('a');
-- changes
~ column t.title  renamed to name
-- kept
SELECT name FROM t
= a
