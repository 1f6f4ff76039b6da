-- What columns are told by hand stays with them, and goes with them.
-- from
CREATE TABLE t (id integer, a varchar(20), b integer, c text);
ALTER TABLE t ALTER COLUMN a SET STATISTICS 500;
ALTER TABLE t ALTER COLUMN c SET STORAGE EXTERNAL;
-- to
CREATE TABLE t (id integer, a text, b bigint, c text NOT NULL DEFAULT '');
ALTER TABLE t ALTER COLUMN a SET STATISTICS 500;
ALTER TABLE t ALTER COLUMN c SET STORAGE EXTERNAL;
-- kept
SELECT attname, attstattarget FROM pg_attribute WHERE attrelid = 't'::regclass AND attstattarget > 0
= a|500
