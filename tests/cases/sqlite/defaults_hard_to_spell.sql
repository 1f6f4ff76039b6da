-- Texts that look like something else.
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT '--', b text DEFAULT '/* ; */', c text DEFAULT 'a;b', d text DEFAULT 'CURRENT_TIMESTAMP', e text DEFAULT '''q''', f text DEFAULT '\', g text DEFAULT 'true', h text DEFAULT '1', i text DEFAULT "double", j integer DEFAULT +5, k real DEFAULT -1.5e3, l text DEFAULT ('a' || 'b'), m integer DEFAULT (-1), n text DEFAULT (NULL), o boolean DEFAULT FALSE, p text DEFAULT CURRENT_DATE, q text DEFAULT 'ünï 🎈', r integer DEFAULT (random()), s text DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), t numeric DEFAULT 1.10);
-- rows
INSERT INTO t (id) VALUES (1);
