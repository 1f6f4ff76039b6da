-- A text with a list of values becomes an enum, and back.
-- from
CREATE TABLE t (id integer PRIMARY KEY, status varchar(20) NOT NULL DEFAULT 'open', CONSTRAINT status_known CHECK (status IN ('open', 'done')));
CREATE INDEX t_open ON t (id) WHERE status = 'open';
-- to
CREATE TYPE status AS ENUM ('open', 'done');
CREATE TABLE t (id integer PRIMARY KEY, status status NOT NULL DEFAULT 'open');
CREATE INDEX t_open ON t (id) WHERE status = 'open';
-- rows
INSERT INTO t VALUES (1, 'done');
-- kept
SELECT status FROM t
= done
