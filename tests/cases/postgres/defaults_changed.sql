-- From one default to another of the same column.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'a', b text DEFAULT 'null', c integer DEFAULT 1, d timestamptz DEFAULT now(), e boolean NOT NULL DEFAULT false, f jsonb DEFAULT '{}', g text DEFAULT 'current_timestamp', h numeric DEFAULT 1);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'A', b text, c integer DEFAULT (1 + 1), d timestamptz DEFAULT clock_timestamp(), e boolean NOT NULL DEFAULT true, f jsonb DEFAULT '{"a": 1}', g text DEFAULT CURRENT_TIMESTAMP, h numeric DEFAULT 1.0);
