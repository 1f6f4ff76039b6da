-- Collations of columns and of parts of indexes.
-- from
CREATE TABLE t (a text COLLATE "C", b text, c varchar(20) COLLATE "POSIX" NOT NULL, d text COLLATE "C");
CREATE INDEX i ON t (a COLLATE "POSIX", b COLLATE "C" DESC NULLS LAST);
CREATE INDEX j ON t (lower(d));
CREATE INDEX k ON t (lower(b) COLLATE "C", (upper(b)) text_pattern_ops);
-- to
CREATE TABLE t (a text, b text COLLATE "C", c varchar(20) NOT NULL, d text COLLATE "C");
CREATE INDEX i ON t (a COLLATE "POSIX", b DESC NULLS LAST);
CREATE INDEX j ON t (lower(d) COLLATE "POSIX");
CREATE INDEX k ON t (lower(b), (upper(b)) text_pattern_ops);
-- rows
INSERT INTO t VALUES ('x', 'y', 'z', 'w');
-- kept
SELECT a || b || c || d FROM t
= xyzw
