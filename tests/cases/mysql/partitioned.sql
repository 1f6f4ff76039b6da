-- Partitions stay, and so does all that is beside a change.
-- both
CREATE TABLE t (id int NOT NULL, day date NOT NULL, a int, PRIMARY KEY (id, day)) PARTITION BY RANGE (year(day)) (PARTITION old VALUES LESS THAN (2020), PARTITION new VALUES LESS THAN MAXVALUE);
-- from
-- to
ALTER TABLE t ADD b varchar(10) NOT NULL DEFAULT 'x', MODIFY a bigint, ADD KEY a (a);
-- rows
INSERT INTO t VALUES (1, '2019-01-01', 5), (2, '2021-01-01', 6);
-- kept
SELECT a FROM t PARTITION (old)
= 5
