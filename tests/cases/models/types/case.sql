-- Every kind of field, and fields of another kind.
-- rows
INSERT INTO all_types (a, b) VALUES (1, 0.5);
-- kept
SELECT a, b FROM all_types
= 1|0.5
