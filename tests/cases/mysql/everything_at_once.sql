-- Tables before keys, indexes before keys that need them, drops in reverse.
-- from
CREATE TABLE accounts (id int PRIMARY KEY, code varchar(30) NOT NULL, kind enum('a', 'b') NOT NULL DEFAULT 'a', old text);
CREATE TABLE gone (id int PRIMARY KEY, account_id int NOT NULL, CONSTRAINT gone_account FOREIGN KEY (account_id) REFERENCES accounts (id));
CREATE TABLE entries (id int PRIMARY KEY, account_id int NOT NULL, gone_id int, amount int NOT NULL, label varchar(20) GENERATED ALWAYS AS (concat('n', amount)) STORED, CONSTRAINT entry_account FOREIGN KEY (account_id) REFERENCES accounts (id), CONSTRAINT entry_gone FOREIGN KEY (gone_id) REFERENCES gone (id));
-- to
CREATE TABLE accounts (id bigint PRIMARY KEY, code varchar(20) NOT NULL, kind enum('b', 'a', 'c') NOT NULL DEFAULT 'c', level varchar(10) NOT NULL DEFAULT 'low', UNIQUE KEY code_level (code, level));
CREATE TABLE books (id int AUTO_INCREMENT PRIMARY KEY, account_code varchar(20) NOT NULL, account_level varchar(10) NOT NULL, CONSTRAINT book_account FOREIGN KEY (account_code, account_level) REFERENCES accounts (code, level));
CREATE TABLE entries (id bigint PRIMARY KEY, account_id bigint NOT NULL, book_id int, amount decimal(12, 2) NOT NULL, label varchar(20) GENERATED ALWAYS AS (concat('n', amount)) STORED, CONSTRAINT not_zero CHECK (amount <> 0), UNIQUE KEY by_book (book_id, account_id), CONSTRAINT entry_account FOREIGN KEY (account_id) REFERENCES accounts (id), CONSTRAINT entry_book FOREIGN KEY (book_id) REFERENCES books (id));
-- rows
INSERT INTO accounts VALUES (1, 'x', 'b', 'old');
INSERT INTO entries (id, account_id, amount) VALUES (1, 1, 5);
-- kept
SELECT kind, level, amount, label FROM accounts, entries
= b|low|5.00|n5.00
