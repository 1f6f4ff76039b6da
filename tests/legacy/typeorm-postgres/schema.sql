-- TypeORM 0.3 migrations.
CREATE EXTENSION IF NOT EXISTS "uuid-ossp";
CREATE TABLE "migrations" ("id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL, CONSTRAINT "PK_8c82d7f526340ab734260ea46be" PRIMARY KEY ("id"));
CREATE TYPE "public"."user_role_enum" AS ENUM('admin', 'editor', 'ghost');
CREATE TABLE "user" ("id" uuid NOT NULL DEFAULT uuid_generate_v4(), "firstName" character varying NOT NULL, "lastName" character varying(100) NOT NULL, "isActive" boolean NOT NULL DEFAULT true, "role" "public"."user_role_enum" NOT NULL DEFAULT 'ghost', "age" smallint, "createdAt" TIMESTAMP NOT NULL DEFAULT now(), "updatedAt" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "version" integer NOT NULL, CONSTRAINT "UQ_c322cd2084cd4b1b2813a900320" UNIQUE ("firstName", "lastName"), CONSTRAINT "PK_cace4a159ff9f2512dd42373760" PRIMARY KEY ("id"));
CREATE TABLE "photo" ("id" SERIAL NOT NULL, "url" text NOT NULL, "data" bytea, "taken" date, "meta" json NOT NULL DEFAULT '{}', "location" point, "userId" uuid, CONSTRAINT "REL_4494006ff358f754d07df5ccc8" UNIQUE ("userId"), CONSTRAINT "PK_723fa50bf70dcfd06fb5a44d4ff" PRIMARY KEY ("id"));
CREATE INDEX "IDX_3adfa3f5e2f6e9a1e9d8e2b2d4" ON "photo" ("url", "taken");
CREATE TABLE "category" ("id" SERIAL NOT NULL, "name" character varying NOT NULL DEFAULT '', "parentId" integer, CONSTRAINT "PK_9c4e4a89e3674fc9f382d733f03" PRIMARY KEY ("id"));
CREATE TABLE "question" ("id" BIGSERIAL NOT NULL, "title" character varying NOT NULL, "price" numeric(10,2) NOT NULL DEFAULT '0', "took" interval, "opens" TIME NOT NULL DEFAULT now(), "mac" macaddr, CONSTRAINT "PK_21e5786aa0ea704ae185a79b2d5" PRIMARY KEY ("id"));
CREATE TABLE "question_categories_category" ("questionId" bigint NOT NULL, "categoryId" integer NOT NULL, CONSTRAINT "PK_fdc6b5f3e1a0f1b5b5c5a5d5e5f" PRIMARY KEY ("questionId", "categoryId"));
CREATE INDEX "IDX_b6e2f5d5e5c5a5b5d5e5f5a5b5" ON "question_categories_category" ("questionId");
ALTER TABLE "photo" ADD CONSTRAINT "FK_4494006ff358f754d07df5ccc87" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "category" ADD CONSTRAINT "FK_d5456fd7e4c4866fec8ada1fa10" FOREIGN KEY ("parentId") REFERENCES "category"("id") ON DELETE SET NULL ON UPDATE NO ACTION;
ALTER TABLE "question_categories_category" ADD CONSTRAINT "FK_a5b5d5e5f5a5b5b6e2f5d5e5c5a" FOREIGN KEY ("questionId") REFERENCES "question"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "question_categories_category" ADD CONSTRAINT "FK_c5a5b5d5e5f5a5b5b6e2f5d5e5c" FOREIGN KEY ("categoryId") REFERENCES "category"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;
