-- Two full text keys at once.
-- from
CREATE TABLE t (id int PRIMARY KEY, a text, b text);
-- to
CREATE TABLE t (id int PRIMARY KEY, a text, b text, FULLTEXT KEY a (a), FULLTEXT KEY b (b), FULLTEXT KEY ab (a, b));
