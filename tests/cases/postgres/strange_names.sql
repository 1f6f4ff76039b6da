-- Names that need quotes, keywords, and names at the limit.
-- from
CREATE TABLE "select" ("from" integer PRIMARY KEY, "a b" text DEFAULT 'x', "Ünï" integer, "it's" text);
CREATE INDEX "my index" ON "select" ("a b", lower("it's"));
-- to
CREATE TABLE "select" ("from" bigint PRIMARY KEY, "a b" varchar(9), "Ünï" integer CHECK ("Ünï" > 0), "quo""te" text, "it's" text);
CREATE INDEX "my index" ON "select" ("a b") WHERE "it's" <> '';
CREATE TABLE "table" (a_column_with_a_name_that_is_exactly_as_long_as_names_can_be_63 integer UNIQUE, "percent%s" serial);
COMMENT ON COLUMN "table"."percent%s" IS '100%';
