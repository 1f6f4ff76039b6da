-- Spellings that mean one.
-- from
CREATE TABLE "t" ("id" INTEGER PRIMARY KEY NOT NULL, [a] VARCHAR(10) DEFAULT 'x', b text, CHECK (a<>'y'));
CREATE INDEX i ON "t"(a ASC);
-- to
create table t (b text, id integer primary key, a varchar( 10 ) default ('x'), check ( a <> 'y' ));
create index i on t ("a");
-- changes
