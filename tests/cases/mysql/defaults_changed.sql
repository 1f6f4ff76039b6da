-- From one default to another of the same column.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT 'a', b varchar(20) DEFAULT 'NULL', c int DEFAULT 1, d datetime DEFAULT CURRENT_TIMESTAMP, e tinyint(1) NOT NULL DEFAULT 0, f varchar(20) DEFAULT 'current_timestamp', g varchar(36) DEFAULT (uuid()), h int DEFAULT (1 + 1));
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT 'A', b varchar(20), c int DEFAULT 10, d datetime DEFAULT '2024-01-01 00:00:00', e tinyint(1) NOT NULL DEFAULT 1, f varchar(20) DEFAULT (now()), g varchar(36) DEFAULT (upper(uuid())), h int DEFAULT 2);
