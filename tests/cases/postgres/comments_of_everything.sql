-- Comments of tables, columns, indexes and constraints.
-- from
CREATE TABLE t (a integer PRIMARY KEY, b text, c integer CONSTRAINT k UNIQUE);
CREATE INDEX i ON t (b);
CREATE INDEX j ON t (c);
COMMENT ON TABLE t IS 'the ''table''';
COMMENT ON COLUMN t.a IS E'back\\slash';
COMMENT ON INDEX i IS 'first';
COMMENT ON CONSTRAINT k ON t IS 'one of each';
-- to
CREATE TABLE t (a integer PRIMARY KEY, b text, c integer CONSTRAINT k UNIQUE);
CREATE INDEX i ON t (b);
CREATE INDEX j ON t (c DESC);
COMMENT ON COLUMN t.b IS 'new';
COMMENT ON INDEX i IS 'second';
COMMENT ON INDEX j IS 'turned';
COMMENT ON CONSTRAINT k ON t IS 'other';
CREATE TABLE u (a integer, CONSTRAINT uk UNIQUE (a));
COMMENT ON CONSTRAINT uk ON u IS 'with its table';
COMMENT ON TABLE u IS 'u';
-- script
COMMENT ON INDEX "i" IS 'second';
