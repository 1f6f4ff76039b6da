-- Lengths, digits and dimensions that are easily lost.
-- needs
postgres 15
-- from
CREATE TABLE t (id integer PRIMARY KEY, a numeric(5, 2), b timestamp(0), c varchar(5)[], d bpchar, e char, f time(0) with time zone, g numeric(3)[]);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a numeric(5, -2), b timestamp(6), c varchar(7)[], d char(4), e bpchar, f time(3) with time zone, g numeric(3, 1)[], h numeric(2, 5), i integer[][], j interval(0), k interval hour to minute, l bit varying, m decimal, n character varying(1));
-- rows
INSERT INTO t VALUES (1, 100, '2024-01-01', '{a}', 'x', 'y', '10:00', '{1}');
