-- Two indexes of one shape are two.
-- both
CREATE TABLE t (id integer PRIMARY KEY, a text);
CREATE INDEX one ON t (a);
-- from
CREATE INDEX two ON t (a);
-- to
CREATE INDEX three ON t (a);
