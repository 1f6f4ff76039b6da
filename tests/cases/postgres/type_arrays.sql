-- Arrays of another element, and of one value.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a integer[], b text[] NOT NULL DEFAULT '{}', c varchar(20)[], d text[] DEFAULT ARRAY['a', 'b''c']);
CREATE INDEX t_b ON t USING gin (b);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a bigint[], b varchar(9)[] NOT NULL DEFAULT '{}', c text[], d text[] DEFAULT ARRAY['a', 'b''d']);
CREATE INDEX t_b ON t USING gin (b);
-- rows
INSERT INTO t VALUES (1, '{1,2}', '{x}', '{y,z}');
-- kept
SELECT a, b, c, d FROM t
= {1,2}|{x}|{y,z}|{a,b'c}
