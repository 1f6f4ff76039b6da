-- A column comes and another goes; the others keep what they hold.
-- from
CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL, fax text);
-- to
CREATE TABLE shops (id integer PRIMARY KEY, name text NOT NULL, phone varchar(20));
-- rows
INSERT INTO shops VALUES (1, 'a', '123'), (2, 'b', NULL);
-- changes
- column shops.fax  text, null
+ column shops.phone  string(20), null
-- kept
SELECT id, name, phone FROM shops ORDER BY id
= 1|a|NULL
= 2|b|NULL
