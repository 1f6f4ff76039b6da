-- Types and operator classes of extensions.
-- needs
extension citext
extension hstore
extension pg_trgm
-- both
CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION pg_trgm;
-- from
CREATE TABLE t (id integer PRIMARY KEY, name citext NOT NULL, tags hstore, body text);
CREATE INDEX t_body ON t USING gin (body gin_trgm_ops);
-- to
CREATE TABLE t (id integer PRIMARY KEY, name text NOT NULL, tags hstore NOT NULL DEFAULT '', body citext);
CREATE INDEX t_body ON t USING gist (name gist_trgm_ops (siglen = 32));
CREATE INDEX t_tags ON t USING gin (tags);
-- rows
INSERT INTO t VALUES (1, 'Ada', 'a=>1', 'Text');
-- kept
SELECT name, tags, body FROM t
= Ada|"a"=>"1"|Text
