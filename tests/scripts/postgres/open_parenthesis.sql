CREATE TABLE a (
  b int;
SELECT 1;
