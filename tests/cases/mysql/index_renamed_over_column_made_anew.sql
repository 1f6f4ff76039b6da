-- A column becomes a virtual one, and so is made anew, while its indexes get other names, are
-- hidden, and stay.
-- from
CREATE TABLE t (id int PRIMARY KEY, a int, b int, KEY old_name (b), KEY hidden (b, a), KEY stays (a, b));
-- to
CREATE TABLE t (id int PRIMARY KEY, a int, b int GENERATED ALWAYS AS (a * 2) VIRTUAL, KEY new_name (b), KEY hidden (b, a) /*!80000 INVISIBLE */ /*M! IGNORED */, KEY stays (a, b));
-- rows
INSERT INTO t VALUES (1, 2, 3);
-- kept
SELECT b FROM t
= 4
