-- Keys come in a circle, change their actions, and refer to their own table.
-- rows
INSERT INTO users (name) VALUES ('a');
INSERT INTO posts (user_id, editor_id) VALUES (1, 1);
-- kept
SELECT user_id, editor_id FROM posts
= 1|1
