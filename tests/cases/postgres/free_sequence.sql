-- A sequence that nobody owns stays, and feeds defaults.
-- both
CREATE SEQUENCE numbers START 10;
-- from
CREATE TABLE t (id integer DEFAULT nextval('numbers'), a text);
-- to
CREATE TABLE t (id bigint DEFAULT nextval('numbers') NOT NULL, a text);
CREATE TABLE u (id bigint DEFAULT nextval('numbers'));
-- rows
INSERT INTO t (a) VALUES ('x');
-- kept
SELECT id FROM t
= 10
