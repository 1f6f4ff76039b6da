-- finds
CREATE TABLE shops (open boolean NOT NULL, id bigint PRIMARY KEY, small boolean, owner bigint);
-- finds
CREATE TABLE people (age smallint, id uuid PRIMARY KEY, born timestamptz, height real, note text);
CREATE TABLE orders (id bigint PRIMARY KEY, shop integer, pieces smallint, open boolean, note text);
CREATE TABLE notes (open boolean, note text, id bigint PRIMARY KEY);
