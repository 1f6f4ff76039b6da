-- Types of extensions in another schema.
-- needs
extension hstore
extension ltree
-- both
CREATE SCHEMA ext;
CREATE EXTENSION hstore SCHEMA ext;
CREATE EXTENSION ltree;
-- from
CREATE TABLE t (id integer PRIMARY KEY, a ext.hstore);
-- to
CREATE TABLE t (id integer PRIMARY KEY, a ext.hstore, b ext.hstore DEFAULT '', c ltree, d ltree[]);
CREATE INDEX t_c ON t USING gist (c);
