-- A text with MariaDB's check that is no JSON column for its collation, and one in a check of the table.
-- needs
mariadb
-- from
CREATE TABLE t (id int PRIMARY KEY, a longtext COLLATE utf8mb4_general_ci CHECK (json_valid(a)), b longtext);
-- to
CREATE TABLE t (id int PRIMARY KEY, a longtext COLLATE utf8mb4_general_ci CHECK (json_valid(a)), b longtext, c json, CONSTRAINT whole CHECK (json_valid(b)));
