-- An extension in a schema of its own, of which the search path knows or not.
-- needs
extension citext
extension pg_trgm
-- both
CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext;
-- from
CREATE TABLE t (a ext.citext, b text);
CREATE INDEX i ON t USING gin (b ext.gin_trgm_ops);
-- to
CREATE TABLE t (a text, b ext.citext NOT NULL, c ext.citext[]);
CREATE INDEX i ON t USING gin (a ext.gin_trgm_ops);
-- rows
INSERT INTO t VALUES ('X', 'Y');
-- kept
SELECT a, b, c FROM t
= X|Y|NULL
