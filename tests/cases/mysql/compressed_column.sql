-- MariaDB's compressed columns stay compressed.
-- needs
mariadb
-- from
CREATE TABLE t (id int PRIMARY KEY, a text COMPRESSED, b varchar(2000) COMPRESSED NOT NULL DEFAULT '', u uuid DEFAULT (uuid()), i inet6 DEFAULT '::1') PAGE_COMPRESSED=1;
-- to
CREATE TABLE t (id int PRIMARY KEY, a text COMPRESSED NOT NULL COMMENT 'a', b varchar(3000) COMPRESSED NOT NULL DEFAULT 'x', u uuid, i inet6 NOT NULL DEFAULT '::2');
-- rows
INSERT INTO t VALUES (1, 'a', 'b', '00112233-4455-6677-8899-aabbccddeeff', '::5');
-- kept
SELECT a, b, u, i FROM t
= a|b|00112233-4455-6677-8899-aabbccddeeff|::5
