-- How a table is partitioned does not change.
-- from
CREATE TABLE log (id bigint, day date);
-- to
CREATE TABLE log (id bigint, day date) PARTITION BY RANGE (day);
-- refused
table log: a table that is not partitioned cannot become so
