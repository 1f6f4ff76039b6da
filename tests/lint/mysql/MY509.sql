-- finds
CREATE TABLE shops (id bigint PRIMARY KEY, place varchar(50));
-- finds
ALTER TABLE orders ADD COLUMN price decimal(10, 2) NULL;
CREATE TABLE people (id bigint PRIMARY KEY, name varchar(50) NOT NULL, upper_name varchar(50) AS (upper(name)));
CREATE TABLE notes (id bigint, PRIMARY KEY (id));
