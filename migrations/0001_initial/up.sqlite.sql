-- sqlite3 -bail database.sqlite < up.sqlite.sql && autogen stamp 0001_initial
BEGIN;
CREATE TABLE "categories" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "parent_id" integer,
  "slug" varchar(64) NOT NULL,
  "name" varchar NOT NULL,
  "position" smallint NOT NULL DEFAULT 0,
  FOREIGN KEY ("parent_id") REFERENCES "categories" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "idx-categories-slug_in_parent" ON "categories" ("parent_id", "slug");
CREATE TABLE "users" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "email" varchar NOT NULL UNIQUE,
  "name" varchar NOT NULL,
  "role" varchar(16) NOT NULL DEFAULT 'customer',
  "locale" varchar(35) NOT NULL,
  "born_on" date_text,
  "created_at" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE "shops" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "owner_id" integer NOT NULL,
  "name" varchar NOT NULL,
  "slug" varchar(64) NOT NULL UNIQUE,
  "currency" char(3) NOT NULL,
  "status" smallint NOT NULL DEFAULT 0,
  "opens_at" time_text,
  "closes_at" time_text,
  "settings" json_text NOT NULL,
  FOREIGN KEY ("owner_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE TABLE "orders" (
  "id" uuid_text NOT NULL PRIMARY KEY,
  "shop_id" integer NOT NULL,
  "customer_id" integer NOT NULL,
  "status" enum_text NOT NULL DEFAULT 'pending',
  "currency" char(3) NOT NULL,
  "total" real(16, 4) NOT NULL DEFAULT 0,
  "note" text,
  "placed_at" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deliver_on" date_text,
  FOREIGN KEY ("shop_id") REFERENCES "shops" ("id") ON DELETE RESTRICT,
  FOREIGN KEY ("customer_id") REFERENCES "users" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx-orders-customer_id" ON "orders" ("customer_id");
CREATE INDEX "idx-orders-placed_at" ON "orders" ("placed_at");
CREATE TABLE "products" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "shop_id" integer NOT NULL,
  "sku" varchar(40) NOT NULL,
  "category_id" integer,
  "state" enum_text NOT NULL DEFAULT 'draft',
  "price" real(16, 4) NOT NULL,
  "weight" double,
  "attributes" json_text,
  "featured" boolean NOT NULL DEFAULT FALSE,
  "created_at" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY ("shop_id") REFERENCES "shops" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
  FOREIGN KEY ("category_id") REFERENCES "categories" ("id") ON DELETE SET NULL
);
CREATE INDEX "idx-products-category_id" ON "products" ("category_id");
CREATE UNIQUE INDEX "idx-products-sku" ON "products" ("shop_id", "sku");
CREATE TABLE "cart_suggestions" (
  "product_id" integer NOT NULL,
  "suggested_id" integer NOT NULL,
  "score" double NOT NULL DEFAULT 1,
  "computed_at" datetime_text,
  CONSTRAINT "pk-cart_suggestions" PRIMARY KEY ("product_id", "suggested_id"),
  FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("suggested_id") REFERENCES "products" ("id") ON DELETE CASCADE
);
CREATE TABLE "inventory" (
  "shop_id" integer NOT NULL,
  "product_id" integer NOT NULL,
  "quantity" integer NOT NULL DEFAULT 0,
  "reserved" integer NOT NULL DEFAULT 0,
  "reorder_below" smallint,
  "counted_at" datetime_text,
  CONSTRAINT "pk-inventory" PRIMARY KEY ("shop_id", "product_id"),
  FOREIGN KEY ("shop_id") REFERENCES "shops" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE
);
CREATE INDEX "idx-inventory-product_id" ON "inventory" ("product_id");
CREATE TABLE "order_items" (
  "order_id" uuid_text NOT NULL,
  "line" smallint NOT NULL,
  "product_id" integer NOT NULL,
  "quantity" integer NOT NULL DEFAULT 1,
  "unit_price" real(16, 4) NOT NULL,
  CONSTRAINT "pk-order_items" PRIMARY KEY ("order_id", "line"),
  CONSTRAINT "order_items_some" CHECK (quantity > 0),
  FOREIGN KEY ("order_id") REFERENCES "orders" ("id") ON DELETE CASCADE,
  CONSTRAINT "fk-order_items-product" FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE RESTRICT
);
CREATE INDEX "idx-order_items-product_id" ON "order_items" ("product_id");
CREATE TABLE "product_translations" (
  "product_id" integer NOT NULL,
  "locale" varchar(35) NOT NULL,
  "name" varchar NOT NULL,
  "description" text NOT NULL,
  CONSTRAINT "pk-product_translations" PRIMARY KEY ("product_id", "locale"),
  FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE
);
CREATE TABLE "reviews" (
  "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  "product_id" integer NOT NULL,
  "user_id" integer NOT NULL,
  "rating" integer NOT NULL,
  "locale" varchar(35) NOT NULL,
  "text" text,
  "written_at" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP,
  FOREIGN KEY ("product_id") REFERENCES "products" ("id") ON DELETE CASCADE,
  FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE UNIQUE INDEX "idx-reviews-one_per_user" ON "reviews" ("product_id", "user_id");
CREATE INDEX "reviews_latest" ON "reviews" ("product_id", "written_at" DESC);
COMMIT;
