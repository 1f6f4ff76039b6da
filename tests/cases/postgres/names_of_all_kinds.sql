-- Upper case, blanks, keywords, quotes, dots, other scripts and pictures.
-- from
CREATE TABLE "Order" (id integer PRIMARY KEY);
-- to
CREATE TABLE "Order" (id integer PRIMARY KEY, "User" text, "select" integer DEFAULT 1, "with space" text COLLATE "C", "quo""te" text, "a.b" text, "größe" integer, "🎈" text, "CamelCase" text CHECK ("CamelCase" <> "User"), "semi;colon" text, "it's" text, "$1" text, "percent%s" text, "back\slash" text, "order" integer GENERATED ALWAYS AS ("select" + 1) STORED);
CREATE INDEX "Weird Index" ON "Order" ("User", lower("CamelCase")) WHERE "select" > 0;
CREATE UNIQUE INDEX "quo""te_index" ON "Order" ("quo""te");
CREATE TABLE "user" ("table" integer PRIMARY KEY, "Order" integer REFERENCES "Order" (id), "group" text, CONSTRAINT "Check Me" CHECK ("group" IN ('a', 'B')));
COMMENT ON COLUMN "Order"."with space" IS 'x';
CREATE TYPE "My Type" AS ENUM ('A', 'b c');
CREATE TABLE "my.table" (id serial PRIMARY KEY, "My Col" "My Type" DEFAULT 'b c');
-- rows
INSERT INTO "Order" VALUES (1);
