-- A rename keeps what the column holds, and takes along what reads it.
-- from
CREATE TABLE t (id serial PRIMARY KEY, title varchar(40) NOT NULL DEFAULT 'x' CHECK (title <> ''), UNIQUE (title));
CREATE INDEX t_lower ON t (lower(title)) WHERE title IS NOT NULL;
-- to
CREATE TABLE t (id serial PRIMARY KEY, name varchar(40) NOT NULL DEFAULT 'x' CONSTRAINT t_title_check CHECK (name <> ''), CONSTRAINT t_title_key UNIQUE (name));
CREATE INDEX t_lower ON t (lower(name)) WHERE name IS NOT NULL;
-- renames
column t.title=name
-- rows
INSERT INTO t (title) VALUES ('a');
-- changes
~ column t.title  renamed to name
-- kept
SELECT name FROM t
= a
