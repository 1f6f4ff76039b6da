-- finds
CREATE TABLE log (at timestamptz NOT NULL);
-- finds
CREATE TABLE IF NOT EXISTS log2 (a int, UNIQUE (a));
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (x int, y int, CONSTRAINT b_pk PRIMARY KEY (x, y));
CREATE TEMPORARY TABLE c (x int);
CREATE TABLE d AS SELECT 1;
CREATE TABLE e PARTITION OF b FOR VALUES IN (1);
CREATE TABLE f (LIKE a INCLUDING ALL);
CREATE TABLE settings (key varchar(50) PRIMARY KEY, index varchar(50), value text);
