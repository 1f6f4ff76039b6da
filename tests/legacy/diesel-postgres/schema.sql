-- 00000000000000_diesel_initial_setup and the migrations after it.
CREATE OR REPLACE FUNCTION diesel_manage_updated_at(_tbl regclass) RETURNS VOID AS $$
BEGIN
    EXECUTE format('CREATE TRIGGER set_updated_at BEFORE UPDATE ON %s
                    FOR EACH ROW EXECUTE PROCEDURE diesel_set_updated_at()', _tbl);
END;
$$ LANGUAGE plpgsql;

CREATE OR REPLACE FUNCTION diesel_set_updated_at() RETURNS trigger AS $$
BEGIN
    IF (NEW IS DISTINCT FROM OLD AND NEW.updated_at IS NOT DISTINCT FROM OLD.updated_at) THEN
        NEW.updated_at := current_timestamp;
    END IF;
    RETURN NEW;
END;
$$ LANGUAGE plpgsql;

CREATE TABLE __diesel_schema_migrations (
    version VARCHAR(50) PRIMARY KEY NOT NULL,
    run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE users (
    id SERIAL PRIMARY KEY,
    username VARCHAR NOT NULL UNIQUE,
    email VARCHAR(254) NOT NULL,
    hair_color VARCHAR,
    verified BOOL NOT NULL DEFAULT 'f',
    api_key BYTEA,
    created_at TIMESTAMP NOT NULL DEFAULT now(),
    updated_at TIMESTAMP NOT NULL DEFAULT now()
);
SELECT diesel_manage_updated_at('users');
CREATE UNIQUE INDEX users_email_idx ON users (lower(email));

CREATE TABLE posts (
    id BIGSERIAL PRIMARY KEY,
    author_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    title VARCHAR NOT NULL,
    body TEXT NOT NULL,
    published BOOLEAN NOT NULL DEFAULT FALSE,
    slug TEXT NOT NULL,
    rating REAL,
    score DOUBLE PRECISION NOT NULL DEFAULT 0,
    labels TEXT[] NOT NULL DEFAULT '{}',
    published_at TIMESTAMPTZ,
    CONSTRAINT posts_author_slug UNIQUE (author_id, slug),
    CHECK (score >= 0)
);
CREATE INDEX posts_published_idx ON posts (published_at DESC) WHERE published;

CREATE TABLE comments (
    id SERIAL PRIMARY KEY,
    post_id BIGINT NOT NULL REFERENCES posts (id),
    parent_id INT REFERENCES comments (id) ON DELETE SET NULL,
    body TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE followings (
    user_id INTEGER NOT NULL REFERENCES users (id),
    post_id BIGINT NOT NULL REFERENCES posts (id),
    email_notifications BOOL NOT NULL DEFAULT 'f',
    since DATE NOT NULL DEFAULT CURRENT_DATE,
    PRIMARY KEY (post_id, user_id)
);

CREATE TABLE sessions (
    token UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE,
    data JSONB NOT NULL DEFAULT '{}',
    expires TIMESTAMP(3) NOT NULL DEFAULT now() + interval '14 days'
);

CREATE TABLE prices (
    product SMALLINT NOT NULL,
    currency CHAR(3) NOT NULL,
    amount NUMERIC NOT NULL,
    discount NUMERIC(5, 2) NOT NULL DEFAULT 0,
    valid_from TIME NOT NULL DEFAULT '00:00',
    PRIMARY KEY (product, currency)
);
