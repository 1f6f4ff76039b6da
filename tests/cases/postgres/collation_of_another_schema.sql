-- A collation is found by its schema.
-- both
CREATE SCHEMA words;
CREATE COLLATION words.mine (provider = libc, locale = 'C');
CREATE COLLATION "Own" (provider = libc, locale = 'C');
-- from
CREATE TABLE t (a text COLLATE words.mine, b text, c text);
CREATE INDEX i ON t (b COLLATE words.mine);
-- to
CREATE TABLE t (a text, b text COLLATE words.mine, c text COLLATE "Own");
CREATE INDEX i ON t (a COLLATE "Own");
