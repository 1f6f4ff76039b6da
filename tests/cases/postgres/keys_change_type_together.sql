-- Composite keys change the types of both sides.
-- from
CREATE TABLE p (a integer, b varchar(10), c integer UNIQUE, PRIMARY KEY (a, b));
CREATE TABLE q (id integer PRIMARY KEY, a integer, b varchar(10), c integer REFERENCES p (c) ON UPDATE CASCADE, self integer REFERENCES q,
    CONSTRAINT up FOREIGN KEY (b, a) REFERENCES p (b, a) ON DELETE CASCADE);
CREATE INDEX q_up ON q (b, a);
-- to
CREATE TABLE p (a bigint, b text, c bigint UNIQUE, PRIMARY KEY (a, b));
CREATE TABLE q (id bigint PRIMARY KEY, a bigint, b text, c bigint REFERENCES p (c) ON UPDATE CASCADE, self bigint REFERENCES q,
    CONSTRAINT up FOREIGN KEY (b, a) REFERENCES p (b, a) ON DELETE CASCADE);
CREATE INDEX q_up ON q (b, a);
-- rows
INSERT INTO p VALUES (1, 'x', 5); INSERT INTO q VALUES (1, 1, 'x', 5, 1);
-- kept
SELECT * FROM q
= 1|1|x|5|1
