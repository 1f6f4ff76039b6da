-- Each default is added to a column that has none.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c text, d integer, e numeric(8, 2), f boolean, g jsonb, h timestamptz, i date, j interval, k bit(3), l text[], m uuid, n double precision, o varchar(10), p char(4), q bytea, r inet, s time, t bigint, u timestamp, v text, w json, x bit varying(4), y smallint);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT '', b text DEFAULT 'it''s', c text DEFAULT E'a\nb\\c', d integer DEFAULT -1, e numeric(8, 2) DEFAULT -1.50, f boolean DEFAULT true, g jsonb DEFAULT '{"a": "it''s", "b": [1, null]}', h timestamptz DEFAULT CURRENT_TIMESTAMP, i date DEFAULT CURRENT_DATE, j interval DEFAULT '1 day 02:00:00', k bit(3) DEFAULT B'101', l text[] DEFAULT '{}', m uuid DEFAULT gen_random_uuid(), n double precision DEFAULT 1e-7, o varchar(10) DEFAULT 'äöü 🎈', p char(4) DEFAULT 'ab', q bytea DEFAULT '\x00ff', r inet DEFAULT '127.0.0.1', s time DEFAULT '12:00', t bigint DEFAULT 9223372036854775807, u timestamp DEFAULT (now() AT TIME ZONE 'utc'), v text DEFAULT upper('x' || 'y'), w json DEFAULT '[]', x bit varying(4) DEFAULT B'1', y smallint DEFAULT 1);
-- rows
INSERT INTO t (id) VALUES (1);
-- kept
SELECT count(*) FROM t WHERE a IS NULL AND v IS NULL
= 1
