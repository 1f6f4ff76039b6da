-- Tables in schemas of their own, with keys across.
-- only
postgres
-- rows
INSERT INTO app.users (name) VALUES ('a');
-- kept
SELECT name FROM app.users
= a
