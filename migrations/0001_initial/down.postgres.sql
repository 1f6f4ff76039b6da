-- psql -v ON_ERROR_STOP=1 -f down.postgres.sql "$DATABASE_URL" && autogen stamp base
BEGIN;
-- loses data: table cart_suggestions and its rows
DROP TABLE "cart_suggestions";
-- loses data: table inventory and its rows
DROP TABLE "inventory";
-- loses data: table order_items and its rows
DROP TABLE "order_items";
-- loses data: table orders and its rows
DROP TABLE "orders";
-- loses data: table product_translations and its rows
DROP TABLE "product_translations";
-- loses data: table reviews and its rows
DROP TABLE "reviews";
-- loses data: table products and its rows
DROP TABLE "products";
-- loses data: table categories and its rows
DROP TABLE "categories";
-- loses data: table shops and its rows
DROP TABLE "shops";
-- loses data: table users and its rows
DROP TABLE "users";
DROP TYPE "order_status";
DROP TYPE "product_state";
COMMIT;
