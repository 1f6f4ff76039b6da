-- finds
UPDATE shops SET phone = '';
UPDATE shops SET phone = '' WHERE id BETWEEN 1 AND 1000;
CREATE TABLE draft (id int PRIMARY KEY);
UPDATE draft SET id = id + 1;
