PRAGMA main.foreign_keys=off;
DROP TABLE a;
