CREATE TYPE "role" AS ENUM ('admin', 'member');
CREATE TABLE "user" ( "id" serial NOT NULL PRIMARY KEY, "email" varchar NOT NULL UNIQUE, "bio" text, "active" bool NOT NULL DEFAULT TRUE, "role" role NOT NULL, "credit" decimal(16, 4) NOT NULL, "created_at" timestamp with time zone NOT NULL, "birthday" date, "meta" jsonb );

CREATE TABLE "post" ( "id" bigserial NOT NULL PRIMARY KEY, "author_id" integer NOT NULL, "title" varchar(120) NOT NULL, "body" text NOT NULL, "views" integer NOT NULL, "rating" real, "score" double precision NOT NULL, "published_at" timestamp without time zone, "parent_id" bigint, CONSTRAINT "fk-post-author_id" FOREIGN KEY ("author_id") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE, CONSTRAINT "fk-post-parent_id" FOREIGN KEY ("parent_id") REFERENCES "post" ("id") );
CREATE INDEX "idx-post-title" ON "post" ("title");

CREATE TABLE "tag" ( "id" uuid NOT NULL PRIMARY KEY, "name" varchar NOT NULL UNIQUE );

CREATE TABLE "post_tag" ( "post_id" bigint NOT NULL, "tag_id" uuid NOT NULL, CONSTRAINT "pk-post_tag" PRIMARY KEY ("post_id", "tag_id"), CONSTRAINT "fk-post_tag-post_id" FOREIGN KEY ("post_id") REFERENCES "post" ("id"), CONSTRAINT "fk-post_tag-tag_id" FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") );

CREATE TABLE "attachment" ( "key" varchar NOT NULL PRIMARY KEY, "post_id" bigint, "data" bytea NOT NULL, "size" bigint NOT NULL, "checksum" bytea, "at" time, CONSTRAINT "fk-attachment-post_id" FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE SET NULL );

