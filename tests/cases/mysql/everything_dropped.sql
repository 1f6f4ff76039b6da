-- A schema of many parts goes in an order that runs, and comes back.
-- from
CREATE TABLE users (id int AUTO_INCREMENT PRIMARY KEY, email varchar(190) NOT NULL UNIQUE, manager_id int, team_id int, CONSTRAINT manager FOREIGN KEY (manager_id) REFERENCES users (id));
CREATE TABLE teams (id int AUTO_INCREMENT PRIMARY KEY, leader_id int NOT NULL, state enum('open', 'done') NOT NULL DEFAULT 'open', CONSTRAINT leader FOREIGN KEY (leader_id) REFERENCES users (id));
ALTER TABLE users ADD CONSTRAINT team FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE SET NULL;
CREATE TABLE memberships (user_id int NOT NULL, team_id int NOT NULL, since date NOT NULL, PRIMARY KEY (user_id, team_id), KEY by_since (since), CONSTRAINT its_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE, CONSTRAINT its_team FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE);
-- to
SELECT 1;
