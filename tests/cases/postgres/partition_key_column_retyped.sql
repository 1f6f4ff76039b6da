-- The server does not let the type of a partition key change.
-- from
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
-- to
CREATE TABLE logs (id bigint NOT NULL, at timestamp NOT NULL) PARTITION BY RANGE (at);
-- refused
partition
