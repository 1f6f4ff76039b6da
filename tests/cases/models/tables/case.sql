-- Tables come with keys to each other, and one goes.
-- flags
--drop drafts
-- rows
INSERT INTO cakes (name) VALUES ('a');
-- kept
SELECT name FROM cakes
= a
