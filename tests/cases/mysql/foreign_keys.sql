-- Added, dropped, renamed, with other actions.
-- both
CREATE TABLE a (id int PRIMARY KEY, code varchar(10) UNIQUE);
-- from
CREATE TABLE b (id int PRIMARY KEY, one int, two int, three int, four int, five int, KEY by_one (one), CONSTRAINT k2 FOREIGN KEY (two) REFERENCES a (id), CONSTRAINT k3 FOREIGN KEY (three) REFERENCES a (id), CONSTRAINT k4 FOREIGN KEY (four) REFERENCES a (id), CONSTRAINT k5 FOREIGN KEY (five) REFERENCES a (id) ON DELETE SET NULL ON UPDATE CASCADE);
-- to
CREATE TABLE b (id int PRIMARY KEY, one int, two int, three int, four int, five int, KEY by_one (one), CONSTRAINT k1 FOREIGN KEY (one) REFERENCES a (id), CONSTRAINT k3 FOREIGN KEY (three) REFERENCES a (id) ON DELETE CASCADE ON UPDATE RESTRICT, CONSTRAINT k4th FOREIGN KEY (four) REFERENCES a (id), CONSTRAINT k5 FOREIGN KEY (five) REFERENCES a (id) ON DELETE CASCADE);
-- rows
INSERT INTO a VALUES (1, 'x');
INSERT INTO b VALUES (1, 1, 1, 1, 1, 1);
