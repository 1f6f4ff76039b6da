-- Generated columns come, go, change their expression and become plain.
-- from
CREATE TABLE t (id integer PRIMARY KEY, price numeric(10, 2) NOT NULL DEFAULT 1, n integer NOT NULL DEFAULT 2,
    total numeric GENERATED ALWAYS AS (price * n) STORED,
    kept numeric GENERATED ALWAYS AS (price + 1) STORED,
    gone integer GENERATED ALWAYS AS (n * 2) STORED);
CREATE INDEX t_total ON t (total);
-- to
CREATE TABLE t (id integer PRIMARY KEY, price numeric(12, 4) NOT NULL DEFAULT 1, n integer NOT NULL DEFAULT 2,
    total numeric GENERATED ALWAYS AS (price * n * 2) STORED,
    kept numeric,
    new text GENERATED ALWAYS AS ('n' || n::text) STORED NOT NULL);
CREATE INDEX t_total ON t (total) WHERE n > 0;
-- rows
INSERT INTO t (id, price, n) VALUES (1, 2.5, 4);
-- kept
SELECT price, total, kept, new FROM t
= 2.5000|20.0000|3.50|n4
-- back
SELECT price, total, kept, gone FROM t
= 2.50|10.00|3.50|8
