-- A schema of many parts goes, and comes back.
-- from
CREATE TABLE users (id integer PRIMARY KEY AUTOINCREMENT, email varchar(255) NOT NULL UNIQUE, manager_id integer REFERENCES users (id), team_id integer REFERENCES teams (id) ON DELETE SET NULL);
CREATE TABLE teams (id integer PRIMARY KEY, leader_id integer NOT NULL REFERENCES users (id), state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done')));
CREATE TABLE memberships (user_id integer REFERENCES users (id) ON DELETE CASCADE, team_id integer REFERENCES teams (id) ON DELETE CASCADE, since date NOT NULL DEFAULT CURRENT_DATE, PRIMARY KEY (user_id, team_id));
CREATE INDEX memberships_since ON memberships (since DESC) WHERE since > '2020-01-01';
-- to
SELECT 1;
