-- Each default is added to a column that has none.
-- from
CREATE TABLE t (id int PRIMARY KEY, a varchar(20), b varchar(20), c varchar(20), d int, e decimal(8, 2), f tinyint(1), h datetime, i date, j varchar(40), k bit(3), m double, n char(2), o varbinary(4), p enum('a', 'b'), q time, r bigint unsigned, s year, u json, v text, w varchar(20));
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT '', b varchar(20) DEFAULT 'it''s', c varchar(20) DEFAULT 'a\nb\\c"', d int DEFAULT -1, e decimal(8, 2) DEFAULT -1.50, f tinyint(1) DEFAULT 1, h datetime DEFAULT CURRENT_TIMESTAMP, i date DEFAULT '2024-01-01', j varchar(40) DEFAULT 'äöü 🎈', k bit(3) DEFAULT b'101', m double DEFAULT 1.5, n char(2) DEFAULT 'NU', o varbinary(4) DEFAULT 'ab', p enum('a', 'b') DEFAULT 'b', q time DEFAULT '12:00:00', r bigint unsigned DEFAULT 18446744073709551615, s year DEFAULT 2024, u json DEFAULT ('[]'), v text DEFAULT ('x'), w varchar(20) DEFAULT (concat('a', 'b')));
