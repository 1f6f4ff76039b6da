-- A key that steps aside for a change of type keeps its comment.
-- both
CREATE TABLE p (id integer, CONSTRAINT pk PRIMARY KEY (id));
-- from
CREATE TABLE t (a integer CONSTRAINT fk REFERENCES p, b integer CONSTRAINT positive CHECK (b > 0));
COMMENT ON CONSTRAINT pk ON p IS 'the key';
COMMENT ON CONSTRAINT fk ON t IS 'up IS up';
COMMENT ON CONSTRAINT positive ON t IS 'more than nothing';
-- to
ALTER TABLE p ALTER id TYPE bigint;
CREATE TABLE t (a bigint CONSTRAINT fk REFERENCES p, b bigint CONSTRAINT positive CHECK (b > 0));
COMMENT ON CONSTRAINT pk ON p IS 'the key';
COMMENT ON CONSTRAINT fk ON t IS 'up IS up';
COMMENT ON CONSTRAINT positive ON t IS 'more than nothing';
