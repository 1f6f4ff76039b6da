-- Each default is added to a column that has none.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c integer, d real, e boolean, f text, g blob, h text, i text, j integer, k text, l text, m integer);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT '', b text DEFAULT 'it''s', c integer DEFAULT -1, d real DEFAULT 1.5, e boolean DEFAULT TRUE, f text DEFAULT CURRENT_TIMESTAMP, g blob DEFAULT X'00ff', h text DEFAULT (datetime('now', 'utc')), i text DEFAULT 'äöü 🎈', j integer DEFAULT (1 + 1), k text DEFAULT 'a
b', l text DEFAULT NULL, m integer DEFAULT 0x10);
-- rows
INSERT INTO t (id) VALUES (1);
