-- Tables, columns and indexes called like words of SQL.
-- from
CREATE TABLE "table" ("index" integer PRIMARY KEY, "check" text, "default" integer DEFAULT 1, "references" text);
CREATE INDEX "where" ON "table" ("check");
-- to
CREATE TABLE "table" ("index" integer PRIMARY KEY, "check" text NOT NULL, "default" integer DEFAULT 2, "primary" text REFERENCES "group" ("by"), CONSTRAINT "unique" CHECK ("check" <> "primary"));
CREATE INDEX "where" ON "table" ("check", "default") WHERE "default" > 0;
CREATE TABLE "group" ("by" text PRIMARY KEY);
-- rows
INSERT INTO "table" VALUES (1, 'a', 2, 'b');
-- kept
SELECT "index", "check", "default" FROM "table"
= 1|a|2
