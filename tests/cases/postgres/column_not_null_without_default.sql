-- Rows that are there get the zero of the type.
-- from
CREATE TABLE shops (id integer PRIMARY KEY);
-- to
CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL, size integer NOT NULL, open boolean NOT NULL, since date NOT NULL, tags text[] NOT NULL, data jsonb NOT NULL, key uuid NOT NULL);
-- rows
INSERT INTO shops VALUES (1);
-- kept
SELECT name, size, open FROM shops
= |0|f
