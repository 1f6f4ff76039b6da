-- Spellings that the server takes for one.
-- from
CREATE TABLE t (id integer PRIMARY KEY, a character varying(10) DEFAULT 'x', b int DEFAULT '1', d bool DEFAULT false, e numeric(4,1), f dec(4, 1), g real, h boolean, CONSTRAINT k CHECK (e BETWEEN 1 AND 2), UNIQUE KEY by_a (a));
-- to
CREATE TABLE t (h tinyint(1), g double, f decimal(4, 1), e decimal(4,1), d tinyint(1) DEFAULT 0, b int DEFAULT 1, a varchar(10) DEFAULT 'x', id int NOT NULL, CONSTRAINT k CHECK ((e between 1 and 2)), PRIMARY KEY (id), UNIQUE INDEX by_a (a ASC));
-- changes
