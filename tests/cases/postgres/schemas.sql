-- Tables, types and keys in other schemas, and two tables of one name.
-- from
CREATE SCHEMA sales;
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE sales.users (id integer PRIMARY KEY, old text);
-- to
CREATE SCHEMA sales;
CREATE SCHEMA "Other One";
CREATE TYPE sales.state AS ENUM ('open', 'done');
CREATE TABLE users (id integer PRIMARY KEY);
CREATE TABLE sales.users (id integer PRIMARY KEY, state sales.state NOT NULL DEFAULT 'open', user_id integer REFERENCES public.users);
CREATE INDEX users_state ON sales.users (state);
CREATE TABLE "Other One".items (id serial PRIMARY KEY, seller integer REFERENCES sales.users ON DELETE CASCADE);
COMMENT ON COLUMN sales.users.state IS 'x';
-- rows
INSERT INTO users VALUES (1);
INSERT INTO sales.users VALUES (1, 'x');
-- changes
+ enum sales.state  open, done
+ table Other One.items  2 columns
- column sales.users.old  text, null
+ column sales.users.state  enum(sales.state), not null, default 'open'
+ column sales.users.user_id  i32, null
+ index users_state on sales.users  (state)
+ foreign key users_user_id_fkey on sales.users  (user_id) -> users(id)
