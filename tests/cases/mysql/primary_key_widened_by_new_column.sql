-- A new column joins the key.
-- from
CREATE TABLE t (id int AUTO_INCREMENT PRIMARY KEY, x int);
-- to
CREATE TABLE t (id int NOT NULL AUTO_INCREMENT, tenant int NOT NULL DEFAULT 1, x int, PRIMARY KEY (tenant, id), KEY by_id (id));
-- rows
INSERT INTO t (x) VALUES (1), (2);
-- kept
SELECT tenant, id, x FROM t ORDER BY id
= 1|1|1
= 1|2|2
