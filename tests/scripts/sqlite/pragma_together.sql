PRAGMA defer_foreign_keys = ON;
DROP TABLE a;
