-- A partitioned table changes with its partitions, which are told and left alone.
-- from
CREATE TABLE log (id bigint NOT NULL, day date NOT NULL, body varchar(50), level integer, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_rest PARTITION OF log DEFAULT;
CREATE INDEX log_level ON log (level);
-- to
CREATE TABLE log (id bigint NOT NULL, day date NOT NULL, body text NOT NULL DEFAULT '', extra jsonb, level bigint, PRIMARY KEY (id, day), CHECK (level > 0)) PARTITION BY RANGE (day);
CREATE TABLE log_2024 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE log_rest PARTITION OF log DEFAULT;
CREATE INDEX log_level ON log (level DESC) INCLUDE (id);
CREATE INDEX log_extra ON log USING gin (extra);
-- rows
INSERT INTO log VALUES (1, '2024-05-05', 'x', 2), (2, '2020-01-01', 'y', 3);
-- kept
SELECT id, body, level FROM log ORDER BY id
= 1|x|2
= 2|y|3
SELECT count(*) FROM log_2024
= 1
