-- finds
ALTER TABLE rooms ADD CONSTRAINT e EXCLUDE USING gist (room WITH =, during WITH &&);
CREATE TABLE draft (id int PRIMARY KEY, EXCLUDE USING gist (id WITH =));
