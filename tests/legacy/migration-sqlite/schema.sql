CREATE TABLE IF NOT EXISTS "account" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar NOT NULL UNIQUE, "name" varchar(64) NOT NULL, "password_hash" varchar(255) NULL, "verified" boolean NOT NULL DEFAULT FALSE, "plan" enum_text NOT NULL DEFAULT 'free', "balance" real(12, 2) NOT NULL DEFAULT 0, "preferences" json_text NULL, "token" uuid_text NULL, "created_at" timestamp_text NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamp_text NOT NULL DEFAULT CURRENT_TIMESTAMP );

CREATE INDEX "idx-account-name" ON "account" ("name");

CREATE TABLE IF NOT EXISTS "project" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "owner_id" integer NOT NULL, "title" varchar NOT NULL, "slug" varchar(80) NOT NULL, "description" text NULL, "budget" real NULL, "starts_on" date_text NULL, "archived_at" timestamp_text NULL, "position" smallint NOT NULL DEFAULT 0, "created_at" timestamp_text NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamp_text NOT NULL DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY ("owner_id") REFERENCES "account" ("id") ON DELETE CASCADE ON UPDATE CASCADE );

CREATE UNIQUE INDEX "idx-project-owner-slug" ON "project" ("owner_id", "slug");

CREATE TABLE "membership" ( "account_id" integer NOT NULL, "project_id" bigint NOT NULL, "role" varchar(20) NOT NULL DEFAULT 'viewer', "invited_at" datetime_text NOT NULL, CONSTRAINT "pk-membership" PRIMARY KEY ("project_id", "account_id"), FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE CASCADE, FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT );

CREATE TABLE "event" ( "id" uuid_text NOT NULL PRIMARY KEY, "project_id" bigint NULL, "kind" varchar NOT NULL, "payload" jsonb_text NOT NULL, "at" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP, "took" float NULL, "blob" blob NULL, FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE SET NULL );

CREATE INDEX "idx-event-kind-at" ON "event" ("kind", "at" DESC);

CREATE TABLE "rate" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "code" char(3) NOT NULL UNIQUE, "value" double NOT NULL, "weight" integer NOT NULL, "small" tinyint NULL );

CREATE TABLE "seaql_migrations" ("version" varchar NOT NULL PRIMARY KEY, "applied_at" bigint NOT NULL);
