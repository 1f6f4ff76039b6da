-- Arrays of values and of an enum.
-- only
postgres
-- rows
INSERT INTO posts (tags) VALUES ('{a,b}');
-- kept
SELECT tags FROM posts
= {a,b}
