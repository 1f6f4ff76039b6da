-- A schema of many parts goes in an order that runs, and comes back.
-- from
CREATE TYPE state AS ENUM ('open', 'done');
CREATE TABLE users (id serial PRIMARY KEY, email varchar(255) NOT NULL UNIQUE, manager_id integer REFERENCES users, team_id integer);
CREATE TABLE teams (id serial PRIMARY KEY, leader_id integer NOT NULL REFERENCES users, state state NOT NULL DEFAULT 'open');
ALTER TABLE users ADD FOREIGN KEY (team_id) REFERENCES teams ON DELETE SET NULL;
CREATE TABLE memberships (user_id integer REFERENCES users ON DELETE CASCADE, team_id integer REFERENCES teams ON DELETE CASCADE, since date NOT NULL DEFAULT CURRENT_DATE, PRIMARY KEY (user_id, team_id));
CREATE INDEX memberships_since ON memberships (since DESC) WHERE since > '2020-01-01';
-- to
SELECT 1;
