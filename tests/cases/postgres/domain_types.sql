-- A column of a domain is one by the domain's name.
-- both
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE DOMAIN "Positive Number" AS integer NOT NULL CHECK (VALUE > 0);
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b email, c email);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a email, b text, c email DEFAULT 'a@b', d "Positive Number" DEFAULT 3, e email[]);
-- rows
INSERT INTO t VALUES (1, 'x@y', 'z@w', NULL);
-- kept
SELECT a, b, d FROM t
= x@y|z@w|3
