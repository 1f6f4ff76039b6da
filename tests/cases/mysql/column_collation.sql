-- A column has a character set and a collation of its own.
-- both
CREATE TABLE p (code varchar(8) CHARACTER SET ascii PRIMARY KEY);
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) NOT NULL DEFAULT 'x' COMMENT 'k', c varchar(8) CHARACTER SET ascii NOT NULL, KEY c (c), CONSTRAINT c FOREIGN KEY (c) REFERENCES p (code)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(10) CHARACTER SET latin1 COLLATE latin1_bin NOT NULL DEFAULT 'x' COMMENT 'k', c varchar(8) CHARACTER SET ascii NOT NULL, d char(3) CHARACTER SET ascii COLLATE ascii_bin, KEY c (c), CONSTRAINT c FOREIGN KEY (c) REFERENCES p (code)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
-- rows
INSERT INTO p VALUES ('q');
INSERT INTO t VALUES (1, 'é', 'q');
-- kept
SELECT a FROM t
= é
