-- Defaults that are values, and those that are expressions.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT 'it''s', b int DEFAULT 5, c char(36) DEFAULT (uuid()), d text DEFAULT ('x'), e json DEFAULT ('{"a": "it''s"}'), f date DEFAULT (curdate() + INTERVAL 1 DAY), g bit(4) DEFAULT b'101', h varbinary(8) DEFAULT 0x6162, i tinyint(1) NOT NULL DEFAULT 1, j double DEFAULT 1e-5);
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT '', b int DEFAULT -5, c char(36) DEFAULT 'x', d text DEFAULT (concat('a', 'b')), e json DEFAULT ('[]'), f date DEFAULT '2020-01-02', g bit(4) DEFAULT b'1', h varbinary(8) DEFAULT 0xff00, i tinyint(1) NOT NULL DEFAULT 0, j double);
-- rows
INSERT INTO t (id) VALUES (1);
-- kept
SELECT a, b, d, e FROM t
= it's|5|x|{"a": "it's"}
