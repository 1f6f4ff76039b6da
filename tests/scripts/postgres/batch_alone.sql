CREATE TABLE u (id integer);
-- autogen: batch
UPDATE t SET a = 1;
