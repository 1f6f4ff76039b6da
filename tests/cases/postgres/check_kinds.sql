-- Checks over several columns, without columns, with casts and with functions.
-- from
CREATE TABLE t (a integer, b date, c jsonb, d text, CONSTRAINT k1 CHECK (a > 0 AND b > '2000-01-01'), CONSTRAINT k2 CHECK (c ? 'x'), CONSTRAINT k3 CHECK (length(d) BETWEEN 1 AND 9), CONSTRAINT k4 CHECK (true));
-- to
CREATE TABLE t (a integer, b date, c jsonb, d text, CONSTRAINT k1 CHECK (a > 0 AND b > '2000-01-02'), CONSTRAINT k2 CHECK (jsonb_typeof(c) = 'object'), CONSTRAINT k3 CHECK (d SIMILAR TO '[a-z]{1,9}'), CONSTRAINT k5 CHECK ((a IS NULL) <> (b IS NULL)));
