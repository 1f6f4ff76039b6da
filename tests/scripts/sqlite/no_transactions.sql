CREATE TABLE a (b);
INSERT INTO a VALUES ('\');
SELECT 1 /* /* ; */;
