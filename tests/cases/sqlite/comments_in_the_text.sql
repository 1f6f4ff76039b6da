-- Comments stand between the words of a statement.
-- from
CREATE TABLE t ( -- a table, with (brackets) and 'quotes'
  id integer PRIMARY KEY, /* the key, */
  a text -- last
);
-- to
CREATE TABLE t ( -- a table
  id integer PRIMARY KEY,
  a text, -- not last: x, y
  b text NOT NULL DEFAULT '--' CHECK (b <> '/*') -- more (a > 0)
);
-- rows
INSERT INTO t VALUES (1, 'a');
