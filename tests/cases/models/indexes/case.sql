-- Indexes and unique ones come, go and change.
-- rows
INSERT INTO items (a, b, c, d, e) VALUES (1, 2, 3, 4, 5);
-- kept
SELECT a, b, c, d, e FROM items
= 1|2|3|4|5
