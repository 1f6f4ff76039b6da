-- Of two columns to a unique constraint that comes with it.
-- from
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer);
-- to
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, UNIQUE (x, y));
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer, CONSTRAINT to_a FOREIGN KEY (x, y) REFERENCES a (x, y) ON DELETE CASCADE);
-- rows
INSERT INTO a VALUES (1, 2);
INSERT INTO b VALUES (1, 1, 2);
