-- Keys from and to partitioned tables, unique ones, and their indexes.
-- from
CREATE TABLE a (id integer NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY LIST (at);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN ('2024-01-01');
CREATE TABLE b (id integer PRIMARY KEY, a_id integer, a_at date);
CREATE TABLE c (id integer PRIMARY KEY);
-- to
CREATE TABLE c (id integer PRIMARY KEY);
CREATE TABLE a (id integer NOT NULL, at date NOT NULL, c_id integer REFERENCES c, n integer CHECK (n > 0), PRIMARY KEY (id, at), UNIQUE (n, at)) PARTITION BY LIST (at);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN ('2024-01-01');
CREATE INDEX a_n ON a (n) WHERE n > 5;
CREATE TABLE b (id integer PRIMARY KEY, a_id integer, a_at date, FOREIGN KEY (a_id, a_at) REFERENCES a);
-- rows
INSERT INTO a VALUES (1, '2024-01-01');
INSERT INTO b VALUES (1, 1, '2024-01-01');
