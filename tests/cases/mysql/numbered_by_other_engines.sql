-- MyISAM numbers rows within the columns before, and a bool is a number like others.
-- from
CREATE TABLE a (grp int NOT NULL, id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (grp, id)) ENGINE=MyISAM;
CREATE TABLE b (id tinyint(1) NOT NULL AUTO_INCREMENT PRIMARY KEY);
-- to
CREATE TABLE a (grp int NOT NULL, id int NOT NULL AUTO_INCREMENT, note varchar(9), PRIMARY KEY (grp, id)) ENGINE=MyISAM;
CREATE TABLE b (id tinyint(1) NOT NULL AUTO_INCREMENT PRIMARY KEY, note varchar(9));
-- rows
INSERT INTO a (grp) VALUES (1), (1), (2);
INSERT INTO b VALUES (NULL), (NULL);
-- kept
SELECT grp, id FROM a ORDER BY grp, id
= 1|1
= 1|2
= 2|1
SELECT id FROM b ORDER BY id
= 1
= 2
