-- What the SQLite adapter of Rails 7.1 makes of db/schema.rb.
CREATE TABLE "schema_migrations" ("version" varchar NOT NULL PRIMARY KEY);
CREATE TABLE "ar_internal_metadata" ("key" varchar NOT NULL PRIMARY KEY, "value" varchar, "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE TABLE "users" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "email" varchar DEFAULT '' NOT NULL, "encrypted_password" varchar DEFAULT '' NOT NULL, "sign_in_count" integer DEFAULT 0 NOT NULL, "admin" boolean DEFAULT 0 NOT NULL, "settings" json DEFAULT '{}', "created_at" datetime(6) NOT NULL, "updated_at" datetime(6) NOT NULL);
CREATE UNIQUE INDEX "index_users_on_email" ON "users" ("email");
CREATE TABLE "products" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "sku" varchar(40) NOT NULL, "name" varchar NOT NULL, "description" text, "price" decimal(10,2) DEFAULT 0.0 NOT NULL, "weight" float, "thumbnail" blob, "released_on" date, "opens_at" time(6), "discarded_at" datetime(6), "created_at" datetime(6) DEFAULT CURRENT_TIMESTAMP NOT NULL, CONSTRAINT price_not_negative CHECK (price >= 0));
CREATE UNIQUE INDEX "index_products_on_sku" ON "products" ("sku") WHERE discarded_at IS NULL;
CREATE TABLE "orders" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "user_id" integer NOT NULL, "status" varchar DEFAULT 'pending' NOT NULL, "total_cents" bigint DEFAULT 0 NOT NULL, "created_at" datetime(6) NOT NULL, CONSTRAINT "fk_rails_f868b47f6a" FOREIGN KEY ("user_id") REFERENCES "users" ("id"));
CREATE INDEX "index_orders_on_user_id" ON "orders" ("user_id");
CREATE TABLE "line_items" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "order_id" integer NOT NULL, "product_id" integer, "quantity" integer DEFAULT 1 NOT NULL, "position" smallint, "unit_price" decimal(10,2) NOT NULL, CONSTRAINT "fk_rails_2dc2e5c22c" FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE, CONSTRAINT "fk_rails_11e15d5c6b" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE SET NULL);
CREATE UNIQUE INDEX "index_line_items_on_product_id_and_order_id" ON "line_items" ("product_id", "order_id");
CREATE TABLE "comments" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "commentable_type" varchar NOT NULL, "commentable_id" integer NOT NULL, "parent_id" integer, "body" text NOT NULL, CONSTRAINT "fk_rails_31554e7034" FOREIGN KEY ("parent_id") REFERENCES "comments" ("id"));
CREATE INDEX "index_comments_on_commentable" ON "comments" ("commentable_type", "commentable_id");
