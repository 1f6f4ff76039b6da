-- finds
ALTER TABLE shops ADD CONSTRAINT f FOREIGN KEY (owner) REFERENCES people (id) ON DELETE CASCADE;
-- finds
ALTER TABLE shops ADD COLUMN owner int REFERENCES people (id);
ALTER TABLE shops ADD CONSTRAINT f FOREIGN KEY (owner) REFERENCES people (id) NOT VALID;
CREATE TABLE draft (id int PRIMARY KEY, owner int);
ALTER TABLE draft ADD FOREIGN KEY (owner) REFERENCES people (id);
