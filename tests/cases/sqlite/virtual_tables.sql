-- Virtual tables and what stands behind them are nobody's.
-- both
CREATE VIRTUAL TABLE docs USING fts5(title, body);
CREATE VIRTUAL TABLE places USING rtree(id, a, b);
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, x text NOT NULL DEFAULT '' CHECK (x <> 'y'));
-- rows
INSERT INTO docs VALUES ('a', 'b');
-- kept
SELECT title FROM docs
= a
