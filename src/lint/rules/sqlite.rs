//! Hazards on SQLite.

use super::{Rule, error, warning};

pub const RULES: &[Rule] = &[
    error(
        "LT101",
        [
            "ADD COLUMN NOT NULL without a default",
            "SQLite refuses it, on an empty table too",
            "give a default other than NULL, or build the table anew",
        ],
    ),
    error(
        "LT102",
        [
            "ADD COLUMN with PRIMARY KEY or UNIQUE",
            "SQLite refuses it",
            "CREATE UNIQUE INDEX after it",
        ],
    ),
    error(
        "LT103",
        [
            "ADD COLUMN with a default that is not constant",
            "SQLite refuses it as soon as the table has a row",
            "add it without, update the rows, or build the table anew",
        ],
    ),
    error(
        "LT104",
        [
            "ADD COLUMN with a stored generated column",
            "SQLite adds virtual ones only",
            "VIRTUAL, or build the table anew",
        ],
    ),
    error(
        "LT105",
        [
            "ADD COLUMN with REFERENCES and a default",
            "SQLite refuses a default other than NULL there while foreign keys are enforced",
            "add it without a default and update the rows",
        ],
    ),
    error(
        "LT201",
        [
            "a table is built anew while foreign keys are enforced",
            "DROP TABLE deletes every row first, so that ON DELETE CASCADE and SET NULL act on the tables that refer to it",
            "PRAGMA foreign_keys = OFF before BEGIN, and check the keys before COMMIT",
        ],
    ),
    warning(
        "LT207",
        [
            "sqlite_sequence is written by hand",
            "a number below that of a row which was there is given once more, and what still refers to the old row means the new one",
            "leave it alone: AUTOINCREMENT counts on past the greatest number by itself",
        ],
    ),
    error(
        "LT202",
        [
            "PRAGMA foreign_keys in a transaction does nothing",
            "SQLite ignores it there without an error",
            "put it before BEGIN and after COMMIT",
        ],
    ),
    warning(
        "LT203",
        [
            "PRAGMA foreign_key_check stops nothing",
            "it returns the violations as rows, which nobody looks at in a script",
            "insert its count into a temporary table with CHECK (violations = 0)",
        ],
    ),
    warning(
        "LT204",
        [
            "rows are copied by position",
            "INSERT without a list of columns and SELECT * put values into other columns when the order differs",
            "name the columns on both sides",
        ],
    ),
    error(
        "LT106",
        [
            "DROP COLUMN of a column that a key or an index holds",
            "SQLite refuses it",
            "drop the index first, or build the table anew",
        ],
    ),
    error(
        "LT107",
        [
            "an index of SQLite's own is dropped",
            "what a PRIMARY KEY or UNIQUE made goes with its constraint alone",
            "build the table anew without the constraint",
        ],
    ),
    warning(
        "LT205",
        [
            "a table is built anew without an index that it had",
            "DROP TABLE takes its indexes along",
            "CREATE INDEX again after the new table has its name",
        ],
    ),
    error(
        "LT206",
        [
            "a table steps aside for a new one of its name",
            "the keys, triggers and views of other tables follow it to the name that it takes, and refer to nothing once it is dropped",
            "make the new table under another name, fill it, drop the old one, and rename the new one",
        ],
    ),
];
