CREATE TABLE "user" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "email" varchar NOT NULL UNIQUE, "bio" text, "active" boolean NOT NULL DEFAULT TRUE, "role" enum_text NOT NULL, "credit" real(16, 4) NOT NULL, "created_at" timestamp_with_timezone_text NOT NULL, "birthday" date_text, "meta" jsonb_text );

CREATE TABLE "post" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "author_id" integer NOT NULL, "title" varchar(120) NOT NULL, "body" text NOT NULL, "views" integer NOT NULL, "rating" float, "score" double NOT NULL, "published_at" datetime_text, "parent_id" bigint, FOREIGN KEY ("author_id") REFERENCES "user" ("id") ON DELETE CASCADE ON UPDATE CASCADE, FOREIGN KEY ("parent_id") REFERENCES "post" ("id") );
CREATE INDEX "idx-post-title" ON "post" ("title");

CREATE TABLE "tag" ( "id" uuid_text NOT NULL PRIMARY KEY, "name" varchar NOT NULL UNIQUE );

CREATE TABLE "post_tag" ( "post_id" bigint NOT NULL, "tag_id" uuid_text NOT NULL, CONSTRAINT "pk-post_tag" PRIMARY KEY ("post_id", "tag_id"), FOREIGN KEY ("post_id") REFERENCES "post" ("id"), FOREIGN KEY ("tag_id") REFERENCES "tag" ("id") );

CREATE TABLE "attachment" ( "key" varchar NOT NULL PRIMARY KEY, "post_id" bigint, "data" varbinary_blob NOT NULL, "size" bigint NOT NULL, "checksum" varbinary_blob, "at" time_text, FOREIGN KEY ("post_id") REFERENCES "post" ("id") ON DELETE SET NULL );

