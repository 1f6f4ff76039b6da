-- A key that a partition has by itself holds what it refers to.
-- from
CREATE TABLE r (id integer PRIMARY KEY);
CREATE TABLE p (a integer) PARTITION BY LIST (a);
CREATE TABLE p1 PARTITION OF p (CONSTRAINT own FOREIGN KEY (a) REFERENCES r) FOR VALUES IN (1);
-- to
CREATE TABLE p (a integer) PARTITION BY LIST (a);
-- refused
table r: the foreign key own of p1 reads it and has to go first
