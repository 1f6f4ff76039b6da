-- A key of one column becomes one of two, and a counted one widens.
-- rows
INSERT INTO links VALUES (1, 2);
INSERT INTO codes (code) VALUES ('x');
-- kept
SELECT id, code FROM codes
= 1|x
