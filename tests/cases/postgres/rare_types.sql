-- Types that are none of the model's own go by their names.
-- from
CREATE TABLE t (a xml, b tsvector, c point, d int4range, e macaddr8, f "char", g oid, h name, i regclass, j pg_lsn, k bit varying, l varbit(5),
    m numeric(5), n character, o bpchar, p box[], q timetz(3), r interval minute to second(2), s tsquery, t jsonpath, u txid_snapshot, v numeric(3, 0));
-- to
CREATE TABLE t (a text, b tsvector NOT NULL DEFAULT '', c point DEFAULT '(1,2)', d int8range, e macaddr, f text, g bigint, h text, i text, j text, k bit varying(8), l varbit,
    m numeric(7, 2), n character(4), o char(5), p box, q time, r interval, s tsquery, t jsonpath DEFAULT '$.a', u text, v smallint);
-- rows
INSERT INTO t (b, f, g, k, l, m, n, v) VALUES ('w', 'x', 5, B'1010', B'11', 12345, 'y', 7);
-- kept
SELECT f, g, k, l, m, n, v FROM t
= x|5|1010|11|12345.00|y   |7
