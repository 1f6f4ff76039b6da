-- finds
DROP SCHEMA billing CASCADE;
-- finds
DROP DATABASE IF EXISTS billing;
DROP TYPE mood;
-- finds
DROP OWNED BY old_owner;
-- next script
REASSIGN OWNED BY old_owner TO owner;
DROP OWNED BY old_owner;
-- finds
DROP OWNED BY old_owner, another CASCADE;
