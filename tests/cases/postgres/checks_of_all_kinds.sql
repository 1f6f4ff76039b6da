-- What people write in them, as the server keeps it.
-- from
CREATE TABLE t (id integer PRIMARY KEY);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a integer CHECK (a BETWEEN 1 AND 10), b text CHECK (b ~ '^[a-z]+$'), c text CHECK (c LIKE 'x\_%'), d text CHECK (char_length(d) > 2), e jsonb CHECK (jsonb_typeof(e) = 'object'), f timestamptz CHECK (f > '2000-01-01'), g text CHECK (g IN ('a')), h text CHECK (h = ANY (ARRAY['a', 'b'])), i integer CHECK (NOT (i = 0) AND i IS NOT NULL), j text CHECK (CASE WHEN j = 'x' THEN true ELSE length(j) > 3 END), k text CHECK (coalesce(k, '') <> ''), l numeric CHECK (l >= -1.5), m text CHECK (m NOT IN ('a', 'b') AND m !~~ '%;%'), n boolean CHECK (n), o date CHECK (extract(year FROM o) >= 2000), p text[] CHECK (cardinality(p) < 3), q text CHECK (q::integer > 0));
