-- finds
RENAME TABLE shops TO stores, people TO persons;
-- finds
ALTER TABLE shops RENAME stores;
ALTER TABLE shops RENAME INDEX a TO b;
