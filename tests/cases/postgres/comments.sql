-- With quotes, line breaks and pictures; added, altered, dropped.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c text);
COMMENT ON TABLE t IS 'old';
COMMENT ON COLUMN t.a IS 'goes';
COMMENT ON COLUMN t.b IS 'it''s old';
-- to
CREATE TABLE t (id integer PRIMARY KEY, a text, b text, c text);
COMMENT ON TABLE t IS E'it''s\nnew 🎈 -- no comment; /* none */ \\ "quoted"';
COMMENT ON COLUMN t.b IS 'new';
COMMENT ON COLUMN t.c IS '$$ ; BEGIN';
