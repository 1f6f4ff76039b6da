-- What people write in them, as the server keeps it.
-- from
CREATE TABLE t (id int PRIMARY KEY);
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(20), c varchar(20), d varchar(20), e json, f datetime, g decimal(8, 2), CONSTRAINT k1 CHECK (a BETWEEN 1 AND 10), CONSTRAINT k2 CHECK (b REGEXP '^[a-z]+$'), CONSTRAINT k3 CHECK (c LIKE 'x\\_%'), CONSTRAINT k4 CHECK (char_length(d) > 2), CONSTRAINT k5 CHECK (json_valid(e)), CONSTRAINT k6 CHECK (f > '2000-01-01'), CONSTRAINT k7 CHECK (g >= -1.5), CONSTRAINT k8 CHECK (a IS NOT NULL OR NOT (b = 'x')), CONSTRAINT k9 CHECK (coalesce(c, '') <> 'a;b'), CONSTRAINT k10 CHECK (b NOT IN ('a', 'it''s')), CONSTRAINT k11 CHECK (`a` % 2 = 0 AND `a` <> 4), CONSTRAINT k12 CHECK ((CASE WHEN a > 1 THEN 1 ELSE 2 END) > 0));
