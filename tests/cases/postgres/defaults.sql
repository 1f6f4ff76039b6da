-- Defaults in all their spellings.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT 'it''s', b json DEFAULT '{"a": "b''c"}', c timestamptz DEFAULT now(),
    d date DEFAULT CURRENT_DATE, e integer DEFAULT -1, f boolean DEFAULT false, g text DEFAULT '', h numeric DEFAULT 1.50,
    i interval DEFAULT '1 day', j bit(3) DEFAULT B'101', k uuid DEFAULT gen_random_uuid(), l text[] DEFAULT ARRAY['a', 'b']::text[],
    m bytea DEFAULT '\x00ff', n char(3) DEFAULT 'ab', o double precision DEFAULT 'NaN', p money DEFAULT 5, q inet DEFAULT '10.0.0.1');
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text DEFAULT E'a\\b', b jsonb DEFAULT '[]', c timestamptz DEFAULT CURRENT_TIMESTAMP(3),
    d date DEFAULT '2020-01-01', e integer DEFAULT 1 + 1, f boolean DEFAULT true, g text DEFAULT NULL, h numeric DEFAULT -0.5,
    i interval DEFAULT '01:00:00', j bit(3) DEFAULT '111', k uuid, l text[] DEFAULT '{}', m bytea, n char(3) DEFAULT 'abc',
    o double precision DEFAULT '-Infinity', p money DEFAULT 7, q inet DEFAULT inet '10.0.0.2');
-- rows
INSERT INTO t (id) VALUES (1);
-- needs
postgres 13
-- kept
SELECT a, b, e, f, g FROM t
= it's|{"a": "b'c"}|-1|f|
