-- What happens to the parent happens to its partitions.
-- from
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, text text) PARTITION BY RANGE (at);
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
-- to
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL, text varchar(50), level integer NOT NULL DEFAULT 0, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE logs_2024 PARTITION OF logs FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE logs_rest PARTITION OF logs DEFAULT;
CREATE INDEX logs_at ON logs (at);
-- rows
INSERT INTO logs VALUES (1, '2024-05-05', 'x'), (2, '2020-01-01', 'y');
-- kept
SELECT id, level FROM logs ORDER BY id
= 1|0
= 2|0
