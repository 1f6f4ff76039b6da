-- Storage parameters of tables, indexes and keys are set and reset where they are.
-- from
CREATE TABLE t (a integer, b text, c integer, CONSTRAINT t_pkey PRIMARY KEY (a) WITH (fillfactor = 70), CONSTRAINT u UNIQUE (b))
    WITH (fillfactor = 80, autovacuum_enabled = false, toast.autovacuum_enabled = false);
CREATE INDEX i ON t (c) WITH (fillfactor = 50);
CREATE INDEX g ON t USING gin (to_tsvector('simple', b)) WITH (fastupdate = off);
CREATE TABLE plain (a integer);
-- to
CREATE TABLE t (a integer, b text, c integer, CONSTRAINT t_pkey PRIMARY KEY (a), CONSTRAINT u UNIQUE (b) WITH (fillfactor = 60))
    WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
CREATE INDEX i ON t (c) WITH (fillfactor = 55, deduplicate_items = off);
CREATE INDEX g ON t USING gin (to_tsvector('simple', b)) WITH (gin_pending_list_limit = 128);
CREATE TABLE plain (a integer) WITH (toast_tuple_target = 512);
-- needs
postgres 13
-- script
ALTER INDEX "t_pkey" RESET ("fillfactor");
ALTER INDEX "u" SET ("fillfactor" = '60');
-- rows
INSERT INTO t VALUES (1, 'x', 2);
