-- sqlite3 -bail database.sqlite < down.sqlite.sql && autogen stamp base
PRAGMA foreign_keys = OFF;
BEGIN;
-- loses data: table cart_suggestions with all its rows
DROP TABLE "cart_suggestions";
-- loses data: table inventory with all its rows
DROP TABLE "inventory";
-- loses data: table order_items with all its rows
DROP TABLE "order_items";
-- loses data: table orders with all its rows
DROP TABLE "orders";
-- loses data: table product_translations with all its rows
DROP TABLE "product_translations";
-- loses data: table reviews with all its rows
DROP TABLE "reviews";
-- loses data: table products with all its rows
DROP TABLE "products";
-- loses data: table categories with all its rows
DROP TABLE "categories";
-- loses data: table shops with all its rows
DROP TABLE "shops";
-- loses data: table users with all its rows
DROP TABLE "users";
COMMIT;
PRAGMA foreign_keys = ON;
