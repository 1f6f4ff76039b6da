-- The predicate of an index is part of it.
-- both
CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, deleted_at timestamptz);
-- from
CREATE UNIQUE INDEX users_email ON users (email);
-- to
CREATE UNIQUE INDEX users_email ON users (email) WHERE deleted_at IS NULL;
-- rows
INSERT INTO users VALUES (1, 'a@b.c', NULL);
-- kept
SELECT email FROM users
= a@b.c
