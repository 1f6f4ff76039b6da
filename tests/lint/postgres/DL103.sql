-- finds
TRUNCATE shops;
-- finds
TRUNCATE TABLE ONLY shops, people CASCADE;
CREATE TABLE draft (id int PRIMARY KEY);
TRUNCATE draft;
