-- Defaults come, go and change.
-- rows
INSERT INTO things (d, e) VALUES (true, 3);
-- kept
SELECT a, b, e, f FROM things
= 1|x|3|
