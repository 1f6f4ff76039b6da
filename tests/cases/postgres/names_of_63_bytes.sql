-- As long as they can be, and those that the server makes of them.
-- from
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_can_be_1234567890 (id integer);
-- to
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_can_be_1234567890 (id serial PRIMARY KEY, a_column_with_a_name_that_is_as_long_as_a_name_can_be_123456789 text UNIQUE CHECK (a_column_with_a_name_that_is_as_long_as_a_name_can_be_123456789 <> ''), parent integer REFERENCES a_table_with_a_name_that_is_as_long_as_a_name_can_be_1234567890);
CREATE TABLE a_table_with_a_name_that_is_as_long_as_a_name_can_be_1234567899 (id serial PRIMARY KEY, a_column_with_a_name_that_is_as_long_as_a_name_can_be_123456789 text UNIQUE);
