-- What one database has from an extension, another may have by hand.
-- from
CREATE FUNCTION uuid_generate_v4() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';
CREATE TABLE a (id uuid DEFAULT uuid_generate_v4());
-- to
CREATE EXTENSION "uuid-ossp";
CREATE TABLE a (id uuid DEFAULT uuid_generate_v4(), n integer);
-- changes
+ column a.n  i32, null
