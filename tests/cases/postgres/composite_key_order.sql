-- The key's columns stand in another order than the table's.
-- from
CREATE TABLE links (a_id integer NOT NULL, b_id integer NOT NULL, PRIMARY KEY (b_id, a_id));
-- to
CREATE TABLE links (b_id integer NOT NULL, a_id integer NOT NULL, c integer, CONSTRAINT links_pkey PRIMARY KEY (b_id, a_id));
-- changes
+ column links.c  i32, null
