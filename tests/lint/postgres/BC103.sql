-- finds
ALTER TYPE mood RENAME VALUE 'sad' TO 'blue';
-- finds
ALTER TYPE mood RENAME TO temper;
ALTER TYPE mood ADD VALUE 'glad' AFTER 'sad';
-- next script
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('sad', 'ok');
