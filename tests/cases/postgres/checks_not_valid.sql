-- Checks that were never validated, that are not inherited, and both.
-- from
CREATE TABLE t (a integer, b integer, c integer, d integer);
ALTER TABLE t ADD CONSTRAINT k1 CHECK (a > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT k2 CHECK (b > 0);
ALTER TABLE t ADD CONSTRAINT k3 CHECK (c > 0) NO INHERIT;
ALTER TABLE t ADD CONSTRAINT k4 CHECK (d > 0) NO INHERIT NOT VALID;
-- to
CREATE TABLE t (a integer, b integer, c integer, d bigint);
ALTER TABLE t ADD CONSTRAINT k1 CHECK (a > 0);
ALTER TABLE t ADD CONSTRAINT k2 CHECK (b > 0) NOT VALID;
ALTER TABLE t ADD CONSTRAINT k3 CHECK (c > 0);
ALTER TABLE t ADD CONSTRAINT k4 CHECK (d > 0) NO INHERIT NOT VALID;
-- script
ALTER TABLE "t" VALIDATE CONSTRAINT "k1";
-- rows
INSERT INTO t VALUES (1, 1, 1, 1);
