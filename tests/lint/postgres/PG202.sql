-- finds
ALTER TABLE shops ADD COLUMN token uuid DEFAULT gen_random_uuid();
-- finds
ALTER TABLE shops ADD COLUMN both int GENERATED ALWAYS AS (a + b) STORED;
ALTER TABLE shops ADD COLUMN n int NOT NULL DEFAULT 0;
ALTER TABLE shops ADD COLUMN at timestamptz DEFAULT now();
