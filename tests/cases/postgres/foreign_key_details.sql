-- Match, columns that are set, and not valid yet.
-- needs
postgres 15
-- both
CREATE TABLE a (x integer, y integer, PRIMARY KEY (x, y));
-- from
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer, z integer, w integer);
ALTER TABLE b ADD CONSTRAINT one FOREIGN KEY (x, y) REFERENCES a;
ALTER TABLE b ADD CONSTRAINT two FOREIGN KEY (z, w) REFERENCES a ON DELETE SET NULL;
-- to
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer, z integer, w integer);
ALTER TABLE b ADD CONSTRAINT one FOREIGN KEY (x, y) REFERENCES a MATCH FULL;
ALTER TABLE b ADD CONSTRAINT two FOREIGN KEY (z, w) REFERENCES a ON DELETE SET NULL (w);
ALTER TABLE b ADD CONSTRAINT three FOREIGN KEY (x, w) REFERENCES a NOT VALID;
