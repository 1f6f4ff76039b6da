-- Numbers of the server's own keep all that they are.
-- from
CREATE TABLE t (id int unsigned PRIMARY KEY, a mediumint unsigned NOT NULL DEFAULT 5, b int(7) unsigned zerofill, c decimal(10,2) unsigned DEFAULT 1.5, d float(7,3), e double unsigned);
-- to
CREATE TABLE t (id bigint unsigned PRIMARY KEY, a mediumint NOT NULL DEFAULT 6, b int(5) unsigned zerofill NOT NULL DEFAULT 00042, c decimal(12,3) unsigned DEFAULT 1.5, d float(8,3) DEFAULT 1.5, e double);
-- rows
INSERT INTO t VALUES (1, 2, 3, 4.25, 1.5, 2);
-- kept
SELECT id, a, b, c FROM t
= 1|2|00003|4.250
