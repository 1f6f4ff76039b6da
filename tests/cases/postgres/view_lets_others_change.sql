-- What a view does not forbid goes through, and the view stays.
-- from
CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, other integer, gone text);
CREATE VIEW v AS SELECT id, name FROM t WHERE id > 0;
CREATE RULE r AS ON INSERT TO v DO INSTEAD INSERT INTO t (id, name) VALUES (new.id, new.name);
-- to
CREATE TABLE t (id integer PRIMARY KEY, name text DEFAULT 'x' CHECK (name <> ''), other bigint NOT NULL DEFAULT 0, extra text);
CREATE VIEW v AS SELECT id, name FROM t WHERE id > 0;
CREATE INDEX i ON t (name);
-- rows
INSERT INTO t VALUES (1, 'n', 2, 'g');
-- kept
SELECT * FROM v
= 1|n
SELECT other, extra FROM t
= 2|NULL
