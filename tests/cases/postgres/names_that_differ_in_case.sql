-- A name in capitals is another.
-- from
CREATE TABLE "Users" ("Id" integer PRIMARY KEY, "Name" text);
-- to
CREATE TABLE "Users" ("Id" integer PRIMARY KEY, name text);
CREATE TABLE users (id integer PRIMARY KEY, "Name" text);
-- changes
+ table users  2 columns
- column Users.Name  text, null
+ column Users.name  text, null
