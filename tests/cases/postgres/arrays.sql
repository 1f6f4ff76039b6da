-- Arrays of plain types, enums and domains.
-- both
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN word AS text CHECK (value <> '');
-- from
CREATE TABLE t (a integer[] NOT NULL DEFAULT '{}', b text[], c mood[], d word[], e numeric(6, 2)[], f text);
-- to
CREATE TABLE t (a bigint[] NOT NULL DEFAULT '{}', b varchar(10)[], c text[], d text[], e numeric(8, 3)[] DEFAULT ARRAY[1.5], f text[], g mood[] DEFAULT '{ok}', h word[]);
-- rows
INSERT INTO t VALUES ('{1,2}', '{x}', '{sad,ok}', '{w}', '{1.25}', '{p,q}');
-- kept
SELECT a, b, c, d, e, f, g, h FROM t
= {1,2}|{x}|{sad,ok}|{w}|{1.250}|{p,q}|{ok}|NULL
-- back
SELECT a, b, c, d, e, f FROM t
= {1,2}|{x}|{sad,ok}|{w}|{1.25}|{p,q}
