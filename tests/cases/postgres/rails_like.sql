-- What Rails makes: bigserial keys, timestamps with digits, partial and ordered indexes.
-- from
CREATE TABLE users (id bigserial PRIMARY KEY, email character varying DEFAULT ''::character varying NOT NULL, created_at timestamp(6) without time zone NOT NULL);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL, meta json DEFAULT '{}');
-- to
CREATE TABLE users (id bigserial PRIMARY KEY, email character varying DEFAULT ''::character varying NOT NULL, created_at timestamp(6) without time zone NOT NULL, role integer DEFAULT 0 NOT NULL, deleted_at timestamp without time zone);
CREATE UNIQUE INDEX index_users_on_email ON users USING btree (lower(email::text)) WHERE deleted_at IS NULL;
CREATE INDEX index_users_on_created_at ON users (created_at DESC);
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL, meta jsonb DEFAULT '{}' NOT NULL, CONSTRAINT fk_rails_868a7b5ea8 FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE);
CREATE INDEX index_orders_on_user_id_and_id ON orders (user_id, id);
CREATE INDEX index_orders_on_meta ON orders USING gin (meta);
-- rows
INSERT INTO users (email, created_at) VALUES ('A@b', '2024-01-01');
INSERT INTO orders (user_id) VALUES (1);
-- kept
SELECT meta, role FROM orders, users
= {}|0
