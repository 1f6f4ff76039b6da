-- Indexes and constraints take each other's names.
-- from
CREATE TABLE t (a integer, b integer, CONSTRAINT x CHECK (a > 0), CONSTRAINT y CHECK (b > 0));
CREATE INDEX i ON t (a); CREATE INDEX j ON t (b);
-- to
CREATE TABLE t (a integer, b integer, CONSTRAINT y CHECK (a > 0), CONSTRAINT x CHECK (b > 0));
CREATE INDEX j ON t (a); CREATE INDEX i ON t (b);
