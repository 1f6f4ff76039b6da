-- finds
ALTER TYPE mood ADD VALUE 'glad';
ALTER TYPE mood ADD VALUE IF NOT EXISTS 'sad' BEFORE 'ok';
