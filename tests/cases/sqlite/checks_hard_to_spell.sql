-- Operators and words of every kind.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer, CONSTRAINT k1 CHECK (a GLOB '[a-z]*'), CONSTRAINT k2 CHECK (a IS NOT 'x' AND b IS NOT NULL), CONSTRAINT k3 CHECK (b BETWEEN 1 AND 5 OR b IN (7, 8)), CONSTRAINT k4 CHECK (CASE WHEN b > 1 THEN a <> '' ELSE 1 END), CONSTRAINT k5 CHECK (a LIKE '%''%' ESCAPE '!'), CONSTRAINT k6 CHECK (typeof(b) = 'integer'), CONSTRAINT k7 CHECK (length(a) > 2 AND b & 1 = 0 AND b << 1 < 100), CHECK (json_valid(a)), CHECK (NOT (a = ');' OR a = '--')));
