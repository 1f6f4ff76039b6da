-- Of two columns, in another order, to a unique constraint that comes with it.
-- from
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL);
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer);
-- to
CREATE TABLE a (x integer NOT NULL, y integer NOT NULL, UNIQUE (y, x));
CREATE TABLE b (id integer PRIMARY KEY, x integer, y integer, FOREIGN KEY (x, y) REFERENCES a (x, y));
-- rows
INSERT INTO a VALUES (1, 2);
INSERT INTO b VALUES (1, 1, 2);
