CREATE TYPE "plan" AS ENUM ('free', 'pro');

CREATE TABLE IF NOT EXISTS "account" ( "id" serial NOT NULL PRIMARY KEY, "email" varchar NOT NULL UNIQUE, "name" varchar(64) NOT NULL, "password_hash" varchar(255) NULL, "verified" bool NOT NULL DEFAULT FALSE, "plan" plan NOT NULL DEFAULT 'free', "balance" decimal(12, 2) NOT NULL DEFAULT 0, "preferences" json NULL, "token" uuid NULL, "created_at" timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP );

CREATE INDEX "idx-account-name" ON "account" ("name");

CREATE TABLE IF NOT EXISTS "project" ( "id" bigserial NOT NULL PRIMARY KEY, "owner_id" integer NOT NULL, "title" varchar NOT NULL, "slug" varchar(80) NOT NULL, "description" text NULL, "budget" decimal NULL, "starts_on" date NULL, "archived_at" timestamp NULL, "position" smallint NOT NULL DEFAULT 0, "created_at" timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, "updated_at" timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, CONSTRAINT "fk-project-owner_id" FOREIGN KEY ("owner_id") REFERENCES "account" ("id") ON DELETE CASCADE ON UPDATE CASCADE );

CREATE UNIQUE INDEX "idx-project-owner-slug" ON "project" ("owner_id", "slug");

CREATE TABLE "membership" ( "account_id" integer NOT NULL, "project_id" bigint NOT NULL, "role" varchar(20) NOT NULL DEFAULT 'viewer', "invited_at" timestamp without time zone NOT NULL, CONSTRAINT "pk-membership" PRIMARY KEY ("project_id", "account_id"), CONSTRAINT "fk-membership-account" FOREIGN KEY ("account_id") REFERENCES "account" ("id") ON DELETE CASCADE, CONSTRAINT "fk-membership-project" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE RESTRICT );

CREATE TABLE "event" ( "id" uuid NOT NULL PRIMARY KEY, "project_id" bigint NULL, "kind" varchar NOT NULL, "payload" jsonb NOT NULL, "at" timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP, "took" real NULL, "blob" bytea NULL, CONSTRAINT "fk-event-project" FOREIGN KEY ("project_id") REFERENCES "project" ("id") ON DELETE SET NULL );

CREATE INDEX "idx-event-kind-at" ON "event" ("kind", "at" DESC);

CREATE TABLE "rate" ( "id" serial NOT NULL PRIMARY KEY, "code" char(3) NOT NULL UNIQUE, "value" double precision NOT NULL, "weight" integer NOT NULL, "small" smallint NULL );

CREATE TABLE "seaql_migrations" ("version" varchar NOT NULL PRIMARY KEY, "applied_at" bigint NOT NULL);
