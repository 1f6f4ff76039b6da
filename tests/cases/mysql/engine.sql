-- How a table is stored is part of it, and taken back.
-- from
CREATE TABLE logs (id int PRIMARY KEY, line varchar(100) NOT NULL) ENGINE=InnoDB ROW_FORMAT=COMPACT STATS_PERSISTENT=0 MAX_ROWS=100;
-- to
CREATE TABLE logs (id int PRIMARY KEY, line varchar(100) NOT NULL) ENGINE=MyISAM CHECKSUM=1 AVG_ROW_LENGTH=20;
-- rows
INSERT INTO logs VALUES (1, 'a');
-- kept
SELECT line FROM logs
= a
