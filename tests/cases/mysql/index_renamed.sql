-- Another name is another index.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, KEY old_name (a));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, KEY new_name (a));
