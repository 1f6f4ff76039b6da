-- finds
CREATE INDEX i ON shops (name);
-- finds
CREATE UNIQUE INDEX IF NOT EXISTS i ON public.shops USING btree (name DESC) WHERE name <> '';
CREATE INDEX CONCURRENTLY i ON shops (name);
CREATE TABLE draft (id int PRIMARY KEY);
CREATE INDEX j ON draft (id);
