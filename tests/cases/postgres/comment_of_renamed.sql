-- Comments go with what they are about.
-- from
CREATE TABLE old (id integer PRIMARY KEY, a text);
COMMENT ON TABLE old IS 'one';
COMMENT ON COLUMN old.a IS 'two';
-- to
CREATE TABLE new (id integer CONSTRAINT old_pkey PRIMARY KEY, b text);
COMMENT ON TABLE new IS 'one';
COMMENT ON COLUMN new.b IS 'two';
-- renames
table old=new
column new.a=b
-- changes
~ table old  renamed to new
~ column new.a  renamed to b
