-- Points and shapes.
-- from
CREATE TABLE t (id int PRIMARY KEY, a point);
-- to
CREATE TABLE t (id int PRIMARY KEY, a point NOT NULL, b polygon, c geometry, d linestring, e multipoint, SPATIAL KEY by_a (a));
-- rows
INSERT INTO t VALUES (1, point(1, 2));
-- kept
SELECT st_x(a) FROM t
= 1
