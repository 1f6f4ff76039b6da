-- Partitions need a foreign key even less.
-- both
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE t (id int PRIMARY KEY, a int) PARTITION BY HASH (id) PARTITIONS 2;
-- from
-- to
ALTER TABLE t REMOVE PARTITIONING;
ALTER TABLE t ADD CONSTRAINT a FOREIGN KEY (a) REFERENCES p (id);
-- refused
foreign key a on t: the table has partitions
