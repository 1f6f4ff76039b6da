-- Types before columns, tables before keys, indexes before keys that need them, drops in reverse.
-- from
CREATE TYPE kind AS ENUM ('a', 'b');
CREATE TABLE accounts (id integer PRIMARY KEY, code text NOT NULL, kind kind NOT NULL DEFAULT 'a', old text);
CREATE TABLE gone (id integer PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts);
CREATE TABLE entries (id integer PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts, gone_id integer REFERENCES gone, amount integer NOT NULL, label text GENERATED ALWAYS AS ('n' || amount) STORED);
CREATE INDEX entries_gone ON entries (gone_id);
-- to
CREATE TYPE kind AS ENUM ('b', 'a', 'c');
CREATE TYPE level AS ENUM ('low', 'high');
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(20) NOT NULL, kind kind NOT NULL DEFAULT 'c', level level NOT NULL DEFAULT 'low', UNIQUE (code, level));
CREATE TABLE books (id serial PRIMARY KEY, account_code varchar(20) NOT NULL, account_level level NOT NULL, FOREIGN KEY (account_code, account_level) REFERENCES accounts (code, level));
CREATE TABLE entries (id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts, book_id integer REFERENCES books, amount numeric(12, 2) NOT NULL, label text GENERATED ALWAYS AS ('n' || amount) STORED, CONSTRAINT not_zero CHECK (amount <> 0));
CREATE UNIQUE INDEX entries_book ON entries (book_id, account_id) INCLUDE (amount) WHERE amount > 0;
-- rows
INSERT INTO accounts VALUES (1, 'x', 'b', 'old');
INSERT INTO entries VALUES (1, 1, NULL, 5);
-- kept
SELECT kind, level, amount, label FROM accounts, entries
= b|low|5.00|n5.00
