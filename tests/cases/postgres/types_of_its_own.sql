-- Types that only PostgreSQL has, all there are.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a point);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a point, b box, c int4range, d tstzrange, e tsvector, f tsquery, g xml, h macaddr8, i cidr, j inet, k macaddr, l "char", m oid, n money, o bit(5), p bit varying(7), q interval, r interval day to second(3), s timetz, t line, u pg_lsn, v int4multirange, w jsonpath, x bytea, y name, z regclass, za bit, zb bit varying, zc interval(3), zd interval year to month, ze timetz(2), zf circle[], zg int8range[]);
-- rows
INSERT INTO t VALUES (1, '(1,2)');
-- kept
SELECT a FROM t
= (1,2)
