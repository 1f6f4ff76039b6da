-- Both ways, with a default beside it.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text NOT NULL, c integer NOT NULL DEFAULT 5, d integer DEFAULT 5);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text NOT NULL, b text, c integer DEFAULT 5, d integer NOT NULL DEFAULT 5);
-- rows
INSERT INTO t VALUES (1, 'a', 'b', 1, 1);
-- changes
~ column t.a  null -> not null
~ column t.b  not null -> null
~ column t.c  not null -> null
~ column t.d  null -> not null
