-- Added in any place, removed, renamed in order.
-- from
CREATE TABLE t (id int PRIMARY KEY, a enum('x', 'y') NOT NULL DEFAULT 'x', b enum('x', 'y', 'z'), c enum('a', 'b'), d set('a', 'b'));
-- to
CREATE TABLE t (id int PRIMARY KEY, a enum('it''s', 'x', 'n n', 'y', 'Ü 🎈') NOT NULL DEFAULT 'x', b enum('x', 'z'), c enum('b', 'a'), d set('a', 'b', 'c'));
-- rows
INSERT INTO t VALUES (1, 'y', 'z', 'a', 'a,b');
-- kept
SELECT a, b, c, d FROM t
= y|z|a|a,b
