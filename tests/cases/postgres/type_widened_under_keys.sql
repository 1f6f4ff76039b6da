-- Both ends of a key, an index, a default and a sequence.
-- from
CREATE TABLE a (id serial PRIMARY KEY, n integer NOT NULL DEFAULT 3 CHECK (n > 0));
CREATE TABLE b (id serial PRIMARY KEY, a_id integer NOT NULL REFERENCES a);
CREATE INDEX b_a ON b (a_id) INCLUDE (id);
-- to
CREATE TABLE a (id bigserial PRIMARY KEY, n bigint NOT NULL DEFAULT 3 CHECK (n > 0));
CREATE TABLE b (id bigserial PRIMARY KEY, a_id bigint NOT NULL REFERENCES a);
CREATE INDEX b_a ON b (a_id) INCLUDE (id);
-- rows
INSERT INTO a (n) VALUES (5);
INSERT INTO b (a_id) VALUES (1);
-- tidy
INSERT INTO b (a_id) VALUES (1);
-- kept
SELECT a.n, b.id FROM a JOIN b ON b.a_id = a.id
= 5|1
-- back
SELECT max(id) FROM b
= 2
