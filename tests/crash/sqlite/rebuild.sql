-- setup:
CREATE TABLE p (id integer PRIMARY KEY, n integer);
CREATE TABLE t (id integer PRIMARY KEY, p_id integer REFERENCES p (id) ON DELETE CASCADE, a text);
INSERT INTO p VALUES (1, 10), (2, 20);
INSERT INTO t VALUES (1, 1, 'x'), (2, 2, 'y');
-- up:
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE "new_p" (id integer PRIMARY KEY, n text NOT NULL);
INSERT INTO "new_p" SELECT id, n FROM p;
DROP TABLE p;
ALTER TABLE "new_p" RENAME TO p;
COMMIT;
PRAGMA foreign_keys = ON;
BEGIN;
ALTER TABLE t ADD COLUMN c integer DEFAULT 5;
CREATE INDEX by_c ON t (c);
UPDATE t SET c = c + id;
COMMIT;
INSERT INTO p VALUES (3, '30');
-- down:
DELETE FROM p WHERE id = 3;
BEGIN;
DROP INDEX by_c;
ALTER TABLE t DROP COLUMN c;
COMMIT;
PRAGMA foreign_keys = OFF;
BEGIN;
CREATE TABLE "new_p" (id integer PRIMARY KEY, n integer);
INSERT INTO "new_p" SELECT id, n FROM p;
DROP TABLE p;
ALTER TABLE "new_p" RENAME TO p;
COMMIT;
-- rows:
SELECT * FROM p ORDER BY 1;
SELECT * FROM t ORDER BY 1;
