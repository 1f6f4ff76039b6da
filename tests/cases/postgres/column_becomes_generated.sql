-- A plain column becomes generated with its index, and one that was generated becomes plain and not null.
-- from
CREATE TABLE t (id integer PRIMARY KEY, first text NOT NULL, last text NOT NULL, full_name text NOT NULL, sort text GENERATED ALWAYS AS (upper(last)) STORED);
CREATE INDEX t_full ON t (full_name);
-- to
CREATE TABLE t (id integer PRIMARY KEY, first text NOT NULL, last text NOT NULL, full_name text GENERATED ALWAYS AS (first || ' ' || last) STORED, sort text NOT NULL DEFAULT '');
CREATE INDEX t_full ON t (full_name);
-- rows
INSERT INTO t VALUES (1, 'A', 'B', 'x');
-- kept
SELECT full_name, sort FROM t
= A B|B
