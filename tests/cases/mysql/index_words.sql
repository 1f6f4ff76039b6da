-- What is said behind the columns of a key.
-- from
CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id) USING BTREE COMMENT 'the key', a int, b int, KEY a (a) COMMENT 'it''s "one" \\ of them', KEY b (b) USING BTREE, UNIQUE KEY u (a, b));
-- to
CREATE TABLE t (id int NOT NULL, PRIMARY KEY (id), a int, b int, KEY a (a) COMMENT 'another', KEY b (b), UNIQUE KEY u (a, b) USING BTREE COMMENT 'u');
