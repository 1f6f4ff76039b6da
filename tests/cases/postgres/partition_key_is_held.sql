-- The type of a column by which a table is partitioned does not change.
-- from
CREATE TABLE log (id bigint, day date) PARTITION BY RANGE (day);
-- to
CREATE TABLE log (id bigint, day timestamp) PARTITION BY RANGE (day);
-- refused
column log.day
partitioned
