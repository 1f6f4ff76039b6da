-- setup:
CREATE TABLE t (id integer PRIMARY KEY, a integer);
INSERT INTO t VALUES (1, 1), (2, 2);
-- up:
CREATE TABLE n (id integer PRIMARY KEY);
ALTER TABLE t ADD COLUMN b integer;
CREATE INDEX by_b ON t (b);
CREATE INDEX by_a ON t (a);
ALTER TABLE n ADD COLUMN c integer;
CREATE INDEX by_c ON n (c);
-- down:
DROP TABLE n;
DROP INDEX by_a ON t;
DROP INDEX by_b ON t;
ALTER TABLE t DROP COLUMN b;
-- rows:
SELECT id, a FROM t ORDER BY id;
