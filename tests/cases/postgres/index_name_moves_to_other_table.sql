-- An index name is one in its schema: it goes from one table to another.
-- from
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE INDEX by_x ON a (x);
-- to
CREATE TABLE a (id integer PRIMARY KEY, x text);
CREATE TABLE b (id integer PRIMARY KEY, x text);
CREATE INDEX by_x ON b (x);
