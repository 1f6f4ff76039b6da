-- And a key that a composite index serves.
-- both
CREATE TABLE a (id int PRIMARY KEY);
CREATE TABLE b (id int PRIMARY KEY);
-- from
CREATE TABLE c (id int PRIMARY KEY, ref int, n int, KEY ref_n (ref, n), CONSTRAINT to_a FOREIGN KEY (ref) REFERENCES a (id));
-- to
CREATE TABLE c (id int PRIMARY KEY, ref int, n int, KEY n_ref (n, ref), KEY only_ref (ref), CONSTRAINT to_a FOREIGN KEY (ref) REFERENCES a (id), CONSTRAINT to_b FOREIGN KEY (ref) REFERENCES b (id) ON DELETE CASCADE);
