-- The column that is read gets another name.
-- from
CREATE TABLE t (id integer PRIMARY KEY, old text NOT NULL, shout text GENERATED ALWAYS AS (upper(old)) STORED);
-- to
CREATE TABLE t (id integer PRIMARY KEY, new text NOT NULL, shout text GENERATED ALWAYS AS (upper(new)) STORED);
-- renames
column t.old=new
-- rows
INSERT INTO t VALUES (1, 'a');
-- changes
~ column t.old  renamed to new
-- kept
SELECT shout FROM t
= A
