-- A column and an index of a partitioned table; the partitions stay.
-- from
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (year(at)) (PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE);
-- to
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, level int NOT NULL DEFAULT 0, PRIMARY KEY (id, at), KEY by_level (level)) PARTITION BY RANGE (year(at)) (PARTITION p0 VALUES LESS THAN (2024), PARTITION p1 VALUES LESS THAN MAXVALUE);
-- rows
INSERT INTO logs VALUES (1, '2024-05-05');
-- kept
SELECT id, level FROM logs
= 1|0
