-- Actions, columns of SET NULL, MATCH FULL.
-- needs
postgres 15
-- both
CREATE TABLE p (tenant integer, id integer, PRIMARY KEY (tenant, id));
-- from
CREATE TABLE c (id integer PRIMARY KEY, tenant integer NOT NULL DEFAULT 0, p integer, q integer, r integer,
    CONSTRAINT f1 FOREIGN KEY (tenant, p) REFERENCES p ON DELETE SET NULL (p),
    CONSTRAINT f2 FOREIGN KEY (tenant, q) REFERENCES p ON DELETE CASCADE ON UPDATE RESTRICT,
    CONSTRAINT f3 FOREIGN KEY (q, r) REFERENCES p MATCH FULL);
-- to
CREATE TABLE c (id integer PRIMARY KEY, tenant integer NOT NULL DEFAULT 0, p integer, q integer, r integer,
    CONSTRAINT f1 FOREIGN KEY (tenant, p) REFERENCES p ON DELETE SET NULL,
    CONSTRAINT f2 FOREIGN KEY (tenant, q) REFERENCES p ON DELETE SET DEFAULT (tenant, q) ON UPDATE CASCADE,
    CONSTRAINT f3 FOREIGN KEY (q, r) REFERENCES p MATCH SIMPLE ON DELETE NO ACTION);
-- rows
INSERT INTO p VALUES (1, 1);
INSERT INTO c VALUES (2, 1, 1, NULL, NULL);
-- kept
SELECT id, tenant, p FROM c
= 2|1|1
