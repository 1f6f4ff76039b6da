-- The first timestamp of a table gets more than was said.
-- from
CREATE TABLE t (id int PRIMARY KEY);
-- to
CREATE TABLE t (id int PRIMARY KEY, a timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, b timestamp NULL DEFAULT NULL, c timestamp NOT NULL DEFAULT '2000-01-01 00:00:00');
