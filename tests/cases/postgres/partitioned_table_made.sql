-- Partitioned tables are made and dropped as such; LIST and HASH, over expressions too.
-- from
CREATE TABLE a (x integer, "Y" text) PARTITION BY LIST (lower("Y"));
CREATE TABLE plain (id integer PRIMARY KEY);
-- to
CREATE TABLE b (id integer, x integer, PRIMARY KEY (id)) PARTITION BY HASH (id);
CREATE TABLE c (x integer, t text COLLATE "C" NOT NULL) PARTITION BY RANGE (t COLLATE "C" text_pattern_ops, ((x + 1)));
CREATE TABLE plain (id integer PRIMARY KEY REFERENCES b);
CREATE INDEX b_x ON b (x);
