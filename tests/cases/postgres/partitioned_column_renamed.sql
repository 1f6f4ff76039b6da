-- The key of a partitioned table follows a column that is renamed.
-- from
CREATE TABLE log (id bigint, day date, UNIQUE (id, day)) PARTITION BY RANGE (day);
-- to
CREATE TABLE log (id bigint, "On day" date, CONSTRAINT log_id_day_key UNIQUE (id, "On day")) PARTITION BY RANGE ("On day");
-- renames
column log.day=On day
