-- A unique key of a partitioned table holds the columns of its partitions.
-- both
CREATE TABLE t (id int NOT NULL, day date NOT NULL, a int, PRIMARY KEY (id, day)) PARTITION BY HASH (to_days(day)) PARTITIONS 2;
-- from
-- to
ALTER TABLE t REMOVE PARTITIONING;
ALTER TABLE t ADD UNIQUE KEY a (a);
-- refused
index a on t: the partitions of the table go by day
