-- finds
ALTER TABLE shops CHANGE COLUMN phone tel varchar(20);
-- finds
ALTER TABLE shops RENAME COLUMN phone TO tel;
ALTER TABLE shops CHANGE phone phone varchar(20);
