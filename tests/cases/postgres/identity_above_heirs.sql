-- The server adds no identity column to a table that others inherit from.
-- from
CREATE TABLE parent (a integer);
CREATE TABLE child (b integer) INHERITS (parent);
-- to
CREATE TABLE parent (a integer, id bigint GENERATED ALWAYS AS IDENTITY);
CREATE TABLE child (b integer) INHERITS (parent);
-- refused
column parent.id: it cannot come as an identity column, for the inherited table child inherits it
