-- A key that is checked at the end.
-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id), c_id integer REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED);
-- to
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED, c_id integer REFERENCES a (id));
