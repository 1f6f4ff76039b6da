-- by hand
BEGIN;
ALTER TABLE "shops"
  ADD COLUMN "phone" varchar;
COMMIT;
