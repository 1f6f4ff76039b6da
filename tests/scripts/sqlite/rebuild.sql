-- sqlite3 -bail app.db < up.sql
PRAGMA foreign_keys = OFF;
BEGIN;
-- autogen: rebuild "say ""hi"""
CREATE TABLE "new" ([a;b] int, `c``;d` text DEFAULT 'x''y');
-- copies the rows
INSERT INTO "new" SELECT * FROM "old";
COMMIT;
PRAGMA foreign_keys = ON;
