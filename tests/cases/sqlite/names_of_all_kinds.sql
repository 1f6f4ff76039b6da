-- Blanks, keywords, quotes of every kind, dots, other scripts and pictures.
-- from
CREATE TABLE "Order" (id integer PRIMARY KEY);
-- to
CREATE TABLE "Order" (id integer PRIMARY KEY, "User" text, [select] integer DEFAULT 1, `with space` text COLLATE NOCASE, "quo""te" text, "a.b" text, "größe" integer, "🎈" text, "CamelCase" text CHECK ("CamelCase" <> "User"), "semi;colon" text, "it's" text, "$1" text, "percent%s" text, "back\slash" text, "order" integer AS ("select" + 1));
CREATE INDEX "Weird Index" ON "Order" ("User", lower("CamelCase")) WHERE "select" > 0;
CREATE UNIQUE INDEX "quo""te_index" ON "Order" ("quo""te");
CREATE TABLE "user" ("table" integer PRIMARY KEY, "Order" integer REFERENCES "Order" (id), "group" text, CONSTRAINT "Check Me" CHECK ("group" IN ('a', 'B')));
CREATE TABLE "my.table" (id integer PRIMARY KEY AUTOINCREMENT, "My Col" text DEFAULT 'b c');
-- rows
INSERT INTO "Order" VALUES (1);
