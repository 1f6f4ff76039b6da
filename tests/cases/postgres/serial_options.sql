-- A serial column's sequence has options of its own.
-- from
CREATE TABLE t (id serial PRIMARY KEY, small smallserial, big bigserial, named integer NOT NULL);
CREATE TABLE u (id serial);
ALTER SEQUENCE u_id_seq AS bigint INCREMENT BY 3;
-- to
CREATE TABLE t (id bigserial PRIMARY KEY, small serial, big integer NOT NULL, named serial);
ALTER SEQUENCE t_id_seq INCREMENT BY 2 MAXVALUE 1000000 CACHE 5;
ALTER SEQUENCE t_named_seq START WITH 40 MINVALUE 40 RESTART;
CREATE TABLE u (id serial);
-- rows
INSERT INTO t (named) VALUES (11), (12);
-- kept
SELECT id, small, big, named FROM t ORDER BY id
= 1|1|1|11
= 2|2|2|12
INSERT INTO t (big) VALUES (1) RETURNING named
= 40
