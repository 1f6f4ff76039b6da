//! Hazards on every database.

use super::{Rule, advice, error, up, warning};

pub const RULES: &[Rule] = &[
    // Data that is lost.
    up(error(
        "DL101",
        [
            "a table, a partition or a column goes with what it holds",
            "what it holds cannot be brought back by a downgrade, and an application that still reads it fails",
            "deploy an application that does not use it, wait, then drop it; `accept` with a reason in revision.yaml, or --allow-data-loss, lets it go while it holds data",
        ],
    )),
    up(error(
        "DL102",
        [
            "a schema or database goes with all its tables, or all that a role owns",
            "everything in it is lost at once, tables of other applications included",
            "drop its tables one by one in a revision, and the empty schema by hand; REASSIGN OWNED first leaves a role nothing but its rights",
        ],
    )),
    up(error(
        "DL103",
        [
            "a table or a partition is emptied",
            "the rows cannot be brought back by a downgrade; on PostgreSQL CASCADE empties every table that refers to it too",
            "delete the rows that are meant, with a WHERE, in batches",
        ],
    )),
    up(error(
        "DL104",
        [
            "DELETE without WHERE",
            "every row goes, and a downgrade does not bring them back",
            "say which rows are meant",
        ],
    )),
    up(error(
        "DL105",
        [
            "CASCADE takes along whatever depends on it",
            "views, keys, columns and functions go without being named, whichever there are on the day",
            "drop by name what shall go, and leave CASCADE out, so that the server refuses what was not thought of",
        ],
    )),
    // What breaks the application that runs.
    up(warning(
        "BC101",
        [
            "a table or a schema gets another name",
            "the application that runs until the next one is deployed uses the old name and fails",
            "keep a view with the old name in the same transaction until everything is deployed, or keep the name of the table and give the entity another",
        ],
    )),
    up(warning(
        "BC102",
        [
            "a column gets another name",
            "the application that runs until the next one is deployed uses the old name and fails",
            "add the new column, write both, fill it in batches, read the new one, then drop the old one; or keep the name with #[sea_orm(column_name = \"old\")]",
        ],
    )),
    up(warning(
        "BC103",
        [
            "an enum value or type gets another name",
            "the application that runs writes and reads the old name and fails",
            "add the new value, deploy an application that knows both, move the rows, and leave the old value",
        ],
    )),
    up(warning(
        "BC104",
        [
            "a column gets another type",
            "the application that runs decodes the old type; on PostgreSQL its prepared statements fail with `cached plan must not change result type` until they are prepared again",
            "deploy an application that takes both types first and restart its connections after, or add a column of the new type beside the old one",
        ],
    )),
    up(warning(
        "BC105",
        [
            "a column may be null from now on",
            "the application that runs decodes NULL as an error",
            "deploy an application that takes NULL first",
        ],
    )),
    up(warning(
        "BC106",
        [
            "a view, a function, a trigger or an extension goes",
            "what reads or calls it fails, or silently no longer does what the trigger did",
            "deploy an application that does without it first; what only changes is made anew in the same transaction",
        ],
    )),
    up(warning(
        "BC107",
        [
            "a column must have a value in every insert",
            "the application that runs leaves it out, or writes NULL, and its inserts fail",
            "add it with a default, or so that it may be null, deploy an application that always gives it, then make it NOT NULL or take the default away in the next revision",
        ],
    )),
    up(warning(
        "CD101",
        [
            "a constraint is dropped",
            "rows that it kept out come in from now on, and it cannot be added back before they are gone",
            "make sure that the application keeps the rule, or that nobody relies on it",
        ],
    )),
    // What fails on rows that are there.
    warning(
        "MF101",
        [
            "a new unique key fails where rows share their values",
            "one pair of duplicates fails the revision, after the time that the index took",
            "let a check in revision.yaml look for them: SELECT column FROM table GROUP BY column HAVING count(*) > 1",
        ],
    ),
    error(
        "MF102",
        [
            "a new NOT NULL column has no default",
            "the rows that are there have no value for it, and the statement fails",
            "add it nullable, fill it in batches, then make it NOT NULL; or give it a constant default",
        ],
    ),
    warning(
        "MF103",
        [
            "a column becomes NOT NULL while rows may hold NULL",
            "one NULL fails the revision",
            "fill them in batches first, and let a check in revision.yaml look for them: SELECT key FROM table WHERE column IS NULL",
        ],
    ),
    error(
        "MF104",
        [
            "a type gets narrower than what rows may hold",
            "a value that does not fit fails the revision, or is cut without an error",
            "keep the type and bound new values with a check; or let a check in revision.yaml look for those that do not fit",
        ],
    ),
    warning(
        "AC101",
        [
            "rights are taken away, or policies let other rows through",
            "what an application that runs may no longer do fails at its next statement",
            "deploy what does without them first, then take them away",
        ],
    ),
    warning(
        "AC102",
        [
            "rights go to everyone, or as wide as they can",
            "TO PUBLIC, ALL, WITH GRANT OPTION and row security that is switched off open more than one application needs",
            "name the role and the rights that it needs",
        ],
    ),
    warning(
        "TX101",
        [
            "all rows are updated in one statement",
            "its locks and its undo grow with the table, and writers wait for its end",
            "update in batches by primary key, each in its own transaction",
        ],
    ),
    warning(
        "TX102",
        [
            "rows are changed in the transaction that changes the table",
            "the strong lock of the schema change is held until the last row is done",
            "COMMIT the schema change, then change the rows in a step of its own",
        ],
    ),
    error(
        "NM101",
        [
            "a name is longer than the database keeps",
            "PostgreSQL cuts names at 63 bytes without an error, so that they collide; MySQL refuses more than 64 characters",
            "give a shorter name",
        ],
    ),
    advice(
        "NM102",
        [
            "a name has capitals or other characters than a-z, 0-9 and _",
            "it stands in quotes wherever it is written by hand, and systems differ in whether its case counts",
            "snake_case; `#[sea_orm(table_name = \"...\")]` and `column_name` keep the Rust name",
        ],
    ),
    advice(
        "NM103",
        [
            "a name is a reserved word",
            "it stands in quotes wherever it is written by hand, and fails where they were forgotten",
            "another name; `#[sea_orm(table_name = \"...\")]` and `column_name` keep the Rust name",
        ],
    ),
    warning(
        "TB101",
        [
            "a table has no primary key",
            "its rows cannot be told apart, batches and replication need a key, and SeaORM has no entity without one",
            "give it a primary key",
        ],
    ),
    advice(
        "TB103",
        [
            "an index begins like another one of the table",
            "both cost every write, and the longer one serves the queries of the shorter",
            "keep the longer one",
        ],
    ),
    advice(
        "TB104",
        [
            "a foreign key has no index on its columns",
            "every delete or update of the row that it refers to reads the whole table",
            "CREATE INDEX on the columns of the key first",
        ],
    ),
    advice(
        "TB102",
        [
            "an index has more than three columns",
            "it costs every write, and queries rarely use its last columns",
            "keep the columns that tell rows apart",
        ],
    ),
    // Lint itself.
    warning(
        "LN101",
        [
            "this ignores nothing, or gives no reason",
            "an ignored code hides what the next reader should know",
            "-- lint: ignore CODE the reason why it is safe here",
        ],
    ),
];
