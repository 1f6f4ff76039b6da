-- Row level security and its policies stay.
-- from
CREATE TABLE t (a integer, owner text, c integer);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (owner = current_user);
-- to
CREATE TABLE t (a bigint, owner text NOT NULL, d integer);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY p ON t USING (owner = current_user);
