-- Names as four databases quote them, with constraints that read them.
-- from
CREATE TABLE "a b" ([c d] integer PRIMARY KEY, `e f` text CONSTRAINT 'n 1' CHECK ([e f] <> 'x'), "g h" AS (upper([e f])));
-- to
CREATE TABLE "a b" ([c d] integer PRIMARY KEY, `e f` text NOT NULL CONSTRAINT 'n 1' CHECK ([e f] <> 'x'), "g h" AS (upper([e f])), "i ""j" integer REFERENCES "a b" ([c d]));
CREATE INDEX [k l] ON "a b" (`e f` COLLATE NOCASE DESC, lower("g h")) WHERE [e f] IS NOT NULL;
-- rows
INSERT INTO "a b" VALUES (1, 'a');
-- kept
SELECT "g h" FROM "a b"
= A
