-- A policy holds its column.
-- from
CREATE TABLE t (a integer, owner text);
CREATE POLICY p ON t USING (owner = current_user);
-- to
CREATE TABLE t (a integer);
-- refused
column t.owner: the policy p reads it and has to go first
