-- Values are added in any place, and one of them is a default at once.
-- rows
INSERT INTO jobs (state, last) VALUES ('done', 'open');
-- kept
SELECT state, last FROM jobs
= done|open
