-- setup:
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int NOT NULL CONSTRAINT t_pkey PRIMARY KEY, a int NOT NULL, p_id int REFERENCES p (id));
CREATE INDEX by_a ON t (a);
INSERT INTO t SELECT i, i % 7 FROM generate_series(1, 500) i;
-- up:
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_t_pkey" ON "t" ("id", "a");
BEGIN;
ALTER TABLE "t" DROP CONSTRAINT "t_pkey";
ALTER TABLE "t" ADD CONSTRAINT "t_pkey" PRIMARY KEY USING INDEX "autogen_new_t_pkey";
COMMIT;
CREATE INDEX CONCURRENTLY "autogen_new_by_a" ON "t" ("a", "id");
DROP INDEX CONCURRENTLY "by_a";
BEGIN;
ALTER INDEX "autogen_new_by_a" RENAME TO "by_a";
COMMIT;
BEGIN;
CREATE TABLE "n" ("id" integer NOT NULL PRIMARY KEY, "p_id" integer);
COMMIT;
BEGIN;
ALTER TABLE "n" ADD CONSTRAINT "n_p" FOREIGN KEY ("p_id") REFERENCES "p" ("id");
COMMIT;
-- down:
BEGIN;
ALTER TABLE "n" DROP CONSTRAINT "n_p";
COMMIT;
BEGIN;
DROP TABLE "n";
COMMIT;
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_t_pkey" ON "t" ("id");
BEGIN;
ALTER TABLE "t" DROP CONSTRAINT "t_pkey";
ALTER TABLE "t" ADD CONSTRAINT "t_pkey" PRIMARY KEY USING INDEX "autogen_new_t_pkey";
COMMIT;
CREATE INDEX CONCURRENTLY "autogen_new_by_a" ON "t" ("a");
DROP INDEX CONCURRENTLY "by_a";
BEGIN;
ALTER INDEX "autogen_new_by_a" RENAME TO "by_a";
COMMIT;
-- rows:
SELECT count(*), sum(a) FROM t;
