-- Tables are made, altered and dropped under keys in both directions.
-- from
CREATE TABLE accounts (id integer PRIMARY KEY, code text NOT NULL, kind text NOT NULL DEFAULT 'a', old text);
CREATE TABLE gone (id integer PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts (id));
CREATE TABLE entries (id integer PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts (id), gone_id integer REFERENCES gone (id), amount integer NOT NULL, label text AS ('n' || amount));
CREATE INDEX entries_gone ON entries (gone_id);
-- to
CREATE TABLE accounts (id integer PRIMARY KEY, code varchar(20) NOT NULL, kind text NOT NULL DEFAULT 'c', level text NOT NULL DEFAULT 'low', UNIQUE (code, level));
CREATE TABLE books (id integer PRIMARY KEY, account_code varchar(20) NOT NULL, account_level text NOT NULL, FOREIGN KEY (account_code, account_level) REFERENCES accounts (code, level));
CREATE TABLE entries (id integer PRIMARY KEY, account_id integer NOT NULL REFERENCES accounts (id), book_id integer REFERENCES books (id), amount numeric(12, 2) NOT NULL, label text AS ('n' || amount), CONSTRAINT not_zero CHECK (amount <> 0));
CREATE UNIQUE INDEX entries_book ON entries (book_id, account_id) WHERE amount > 0;
-- rows
INSERT INTO accounts VALUES (1, 'x', 'b', 'old');
INSERT INTO entries (id, account_id, amount) VALUES (1, 1, 5);
-- kept
SELECT kind, level, amount, label FROM accounts, entries
= b|low|5|n5
