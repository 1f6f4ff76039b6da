-- As long as they can be.
-- from
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_can_be_12345678901 (id int PRIMARY KEY);
-- to
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_can_be_12345678901 (id int PRIMARY KEY, a_column_with_a_name_that_is_as_long_as_a_name_can_be_1234567890 int, parent int, UNIQUE KEY a_key_with_a_name_that_is_as_long_as_a_name_can_be_1234567890123 (parent), CONSTRAINT a_check_with_a_name_that_is_as_long_as_a_name_can_be_12345678901 CHECK (parent > 0), CONSTRAINT a_fkey_with_a_name_that_is_as_long_as_a_name_can_be_123456789012 FOREIGN KEY (parent) REFERENCES a_table_with_a_name_that_is_as_long_as_a_name_can_be_12345678901 (id));
