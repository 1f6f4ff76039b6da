-- An index reads so much of a text.
-- both
CREATE TABLE pages (id int PRIMARY KEY, url text NOT NULL);
-- from
CREATE INDEX pages_url ON pages (url(20));
-- to
CREATE INDEX pages_url ON pages (url(100));
-- rows
INSERT INTO pages VALUES (1, 'http://a');
-- kept
SELECT url FROM pages
= http://a
