-- A value goes, and the others change places.
-- only
postgres mysql
-- rows
INSERT INTO jobs (state) VALUES ('done');
-- kept
SELECT state FROM jobs
= done
