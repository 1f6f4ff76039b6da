-- Engine, row format and what else a table says of itself.
-- from
CREATE TABLE t (id int PRIMARY KEY) ENGINE = InnoDB ROW_FORMAT = DYNAMIC;
CREATE TABLE u (id int PRIMARY KEY) ENGINE = MyISAM;
-- to
CREATE TABLE t (id int PRIMARY KEY) ENGINE = InnoDB ROW_FORMAT = COMPRESSED;
CREATE TABLE u (id int PRIMARY KEY) ENGINE = InnoDB;
-- rows
INSERT INTO u VALUES (1);
-- kept
SELECT id FROM u
= 1
