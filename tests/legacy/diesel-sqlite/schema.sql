-- Diesel's migrations for SQLite.
CREATE TABLE __diesel_schema_migrations (
       version VARCHAR(50) PRIMARY KEY NOT NULL,
       run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE users (
  id INTEGER PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  email VARCHAR(254) NOT NULL,
  hair_color VARCHAR,
  verified BOOLEAN NOT NULL DEFAULT 0,
  avatar BLOB,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TRIGGER users_updated_at AFTER UPDATE ON users
BEGIN
  UPDATE users SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;

CREATE TABLE posts (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  author_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  title VARCHAR NOT NULL,
  body TEXT NOT NULL,
  draft BOOLEAN NOT NULL DEFAULT FALSE,
  views BIGINT NOT NULL DEFAULT 0,
  rank INT,
  rating FLOAT,
  score DOUBLE NOT NULL DEFAULT 0.5,
  weight REAL,
  price NUMERIC(10, 2),
  published_at DATETIME,
  day DATE,
  CHECK (score >= 0)
);
CREATE INDEX posts_title ON posts (title COLLATE NOCASE);
CREATE UNIQUE INDEX posts_author_title ON posts (author_id, title);

CREATE TABLE comments (
  id INTEGER PRIMARY KEY,
  post_id INTEGER NOT NULL,
  body TEXT NOT NULL,
  FOREIGN KEY (post_id) REFERENCES posts (id)
);

CREATE TABLE followings (
  user_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  email_notifications BOOLEAN NOT NULL DEFAULT 0,
  PRIMARY KEY (post_id, user_id)
) WITHOUT ROWID;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT,
  level SMALLINT NOT NULL DEFAULT 1
);
