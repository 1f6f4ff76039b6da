-- Tables that refer to each other and to themselves.
-- from
CREATE TABLE x (id integer PRIMARY KEY, y_id integer NOT NULL REFERENCES y (id));
CREATE TABLE y (id integer PRIMARY KEY, x_id integer NOT NULL REFERENCES x (id));
-- to
CREATE TABLE a (id integer PRIMARY KEY, b_id integer NOT NULL REFERENCES b (id), parent integer REFERENCES a (id));
CREATE TABLE b (id integer PRIMARY KEY, a_id integer NOT NULL REFERENCES a (id));
