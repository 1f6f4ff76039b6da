-- finds
CREATE TABLE Shops (id integer PRIMARY KEY);
ALTER TABLE Orders ADD COLUMN number integer;
