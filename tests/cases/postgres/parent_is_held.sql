-- A table does not go from under those that inherit from it.
-- from
CREATE TABLE parent (a integer);
CREATE TABLE child (b integer) INHERITS (parent);
-- to
CREATE TABLE other (a integer);
-- refused
table parent: the inherited table child reads it and has to go first
