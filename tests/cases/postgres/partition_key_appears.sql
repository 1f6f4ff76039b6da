-- A table that becomes partitioned would have to be made anew: that is said, and not overlooked.
-- from
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL);
-- to
CREATE TABLE logs (id bigint NOT NULL, at date NOT NULL) PARTITION BY RANGE (at);
-- refused
partition
