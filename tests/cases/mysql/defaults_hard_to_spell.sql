-- Texts that look like something else.
-- from
CREATE TABLE t (id int PRIMARY KEY);
-- to
CREATE TABLE t (id int PRIMARY KEY, a varchar(20) DEFAULT '--', b varchar(20) DEFAULT '/* ; */', c varchar(20) DEFAULT 'a;b', d varchar(20) DEFAULT 'now()', e varchar(20) DEFAULT '''q''', f varchar(20) DEFAULT '\\', g varchar(20) DEFAULT 'true', h varchar(20) DEFAULT '1', i varchar(20) DEFAULT '\'', j varchar(20) DEFAULT '%_', k varchar(20) DEFAULT 'a\tb', l char(3) DEFAULT '', m bigint DEFAULT -9223372036854775808, n decimal(20, 10) DEFAULT 0.0000000001, o varchar(20) DEFAULT '`x`', p varchar(20) DEFAULT '"x"', q date DEFAULT '9999-12-31', r datetime(6) DEFAULT CURRENT_TIMESTAMP(6), s float DEFAULT 1e10, t varchar(20) DEFAULT 'null', u time DEFAULT '-10:00:00', v timestamp NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, w varchar(40) DEFAULT 'ünï 🎈', x bit(1) DEFAULT b'0', y varchar(10) DEFAULT 0x41);
-- rows
INSERT INTO t (id) VALUES (1);
