//! Every hazard that lint knows, by its code. Codes stay what they are.

use std::fmt;

/// A hazard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub code: &'static str,
    pub severity: Severity,
    /// What the statement does, without a full stop.
    pub title: &'static str,
    pub why: &'static str,
    /// How to get there safely.
    pub recipe: &'static str,
    /// Whether it counts on the way back too, which undoes what the way up did.
    pub back: bool,
    /// Whether it is advice that a project asks for by its code.
    pub asked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    Advice,
    Warning,
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// The rule of a code, in any case.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|it| it.code.eq_ignore_ascii_case(code))
}

const fn error(code: &'static str, texts: [&'static str; 3]) -> Rule {
    let [title, why, recipe] = texts;
    Rule { code, severity: Severity::Error, title, why, recipe, back: true, asked: false }
}

const fn warning(code: &'static str, texts: [&'static str; 3]) -> Rule {
    Rule { severity: Severity::Warning, ..error(code, texts) }
}

const fn advice(code: &'static str, texts: [&'static str; 3]) -> Rule {
    Rule { severity: Severity::Advice, asked: true, ..error(code, texts) }
}

/// The same where the way back is meant to do it.
const fn up(rule: Rule) -> Rule {
    Rule { back: false, ..rule }
}

pub const RULES: &[Rule] = &[
    // Data that is lost.
    up(error(
        "DL101",
        [
            "a table or column goes with what it holds",
            "what it holds cannot be brought back by a downgrade, and an application that still reads it fails",
            "deploy an application that does not use it, wait, then drop it; `accept` with a reason in revision.yaml, or --allow-data-loss, lets it go while it holds data",
        ],
    )),
    up(error(
        "DL102",
        [
            "a schema or database goes with all its tables",
            "everything in it is lost at once, tables of other applications included",
            "drop its tables one by one in a revision, and the empty schema by hand",
        ],
    )),
    up(error(
        "DL103",
        [
            "a table is emptied",
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
    // What breaks the application that runs.
    up(warning(
        "BC101",
        [
            "a table gets another name",
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
    warning(
        "TB101",
        [
            "a table has no primary key",
            "its rows cannot be told apart, batches and replication need a key, and SeaORM has no entity without one",
            "give it a primary key",
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
    // PostgreSQL.
    warning(
        "PG101",
        [
            "an index is built while writers wait",
            "CREATE INDEX holds a SHARE lock for as long as it reads the table",
            "CREATE INDEX CONCURRENTLY outside of any transaction",
        ],
    ),
    warning(
        "PG102",
        [
            "an index is dropped under an exclusive lock",
            "DROP INDEX waits for every transaction that uses the table, and everyone else waits behind it",
            "DROP INDEX CONCURRENTLY outside of any transaction",
        ],
    ),
    error(
        "PG103",
        [
            "CONCURRENTLY stands in a transaction",
            "PostgreSQL refuses it",
            "put COMMIT before and BEGIN after it",
        ],
    ),
    warning(
        "PG104",
        [
            "an index is built anew while everyone waits",
            "REINDEX locks the table for as long as it takes",
            "REINDEX ... CONCURRENTLY outside of any transaction",
        ],
    ),
    warning(
        "PG105",
        [
            "a primary key is added by building its index under an exclusive lock",
            "readers and writers wait while the table is read and the index is built",
            "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... PRIMARY KEY USING INDEX",
        ],
    ),
    warning(
        "PG106",
        [
            "a unique constraint is added by building its index under an exclusive lock",
            "readers and writers wait while the index is built",
            "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT ... UNIQUE USING INDEX",
        ],
    ),
    warning(
        "PG107",
        [
            "a foreign key is added and checked in one step",
            "writers of both tables wait while every row is looked up",
            "ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in a later transaction",
        ],
    ),
    warning(
        "PG108",
        [
            "a check is added and checked in one step",
            "readers and writers wait while every row is read",
            "ADD CONSTRAINT ... NOT VALID, and VALIDATE CONSTRAINT in a later transaction",
        ],
    ),
    warning(
        "PG109",
        [
            "SET NOT NULL reads the whole table under an exclusive lock",
            "readers and writers wait while every row is read",
            "ADD CONSTRAINT ... CHECK (column IS NOT NULL) NOT VALID, VALIDATE CONSTRAINT, then SET NOT NULL, which trusts it, and drop the check",
        ],
    ),
    warning(
        "PG110",
        [
            "a constraint is validated in the transaction that adds it",
            "the lock of ADD CONSTRAINT is held while every row is read, and NOT VALID has won nothing",
            "put COMMIT and BEGIN between them",
        ],
    ),
    warning(
        "PG111",
        [
            "an exclusion constraint is added to a table that is there",
            "readers and writers wait while its index is built, and there is no way to build it beside them",
            "add it while nobody waits, or make a new table with it and move the rows",
        ],
    ),
    warning(
        "PG201",
        [
            "a type change writes the table anew",
            "readers and writers wait while every row and every index is written",
            "add a column of the new type, keep it in step with a trigger, fill it in batches, and swap the names in a later revision",
        ],
    ),
    warning(
        "PG202",
        [
            "a new column has a default or an expression that is computed for every row",
            "readers and writers wait while the table and its indexes are written anew",
            "add the column without it, SET DEFAULT, fill the rows in batches, then SET NOT NULL; a generated column becomes a plain one with a trigger",
        ],
    ),
    warning(
        "PG203",
        [
            "a new column numbers the rows that are there",
            "readers and writers wait while the table and its indexes are written anew",
            "CREATE SEQUENCE, add the column nullable, SET DEFAULT nextval(...), fill in batches, then SET NOT NULL",
        ],
    ),
    error(
        "PG301",
        [
            "a new enum value is used in the transaction that adds it",
            "PostgreSQL refuses it: unsafe use of new value",
            "add the value in a step of its own, outside of any transaction",
        ],
    ),
    advice(
        "PG302",
        [
            "a new enum value has no place among the others",
            "it sorts last, which may not be meant",
            "say BEFORE or AFTER which value it stands",
        ],
    ),
    warning(
        "PG303",
        [
            "a new table refers to one that is in use",
            "CREATE TABLE with a foreign key locks the table that it refers to against writers until the transaction ends",
            "create the table without the key, and ADD CONSTRAINT in a step of its own",
        ],
    ),
    warning(
        "PG401",
        [
            "a partition is detached under an exclusive lock",
            "readers and writers of the whole table wait",
            "DETACH PARTITION ... CONCURRENTLY outside of any transaction",
        ],
    ),
    warning(
        "PG402",
        [
            "a table is written anew under an exclusive lock",
            "CLUSTER, VACUUM FULL, SET TABLESPACE and SET LOGGED keep readers and writers out until they are done",
            "pg_repack, or a new table that is filled beside the old one",
        ],
    ),
    warning(
        "PG403",
        [
            "a domain has a constraint",
            "changing it later reads every table that uses the domain, under locks, with no NOT VALID for all of them",
            "put the constraint on the columns",
        ],
    ),
    error(
        "PG404",
        ["a column is assigned twice in one statement", "PostgreSQL refuses it", "assign it once"],
    ),
    advice(
        "PG501",
        [
            "char(n) pads its values with spaces",
            "comparisons and lengths surprise, and nothing is saved",
            "text or varchar(n)",
        ],
    ),
    advice(
        "PG502",
        [
            "a number of less than 64 bits runs out",
            "widening it later writes the table anew",
            "bigint",
        ],
    ),
    advice(
        "PG503",
        [
            "serial instead of an identity",
            "its sequence and rights are apart from the table",
            "GENERATED BY DEFAULT AS IDENTITY",
        ],
    ),
    advice(
        "PG504",
        [
            "varchar(n) instead of text",
            "raising the limit takes an exclusive lock each time",
            "text, with a check for the length",
        ],
    ),
    advice(
        "PG505",
        [
            "timestamp without time zone",
            "the offset is dropped, and moments differ by time zone of the session",
            "timestamptz",
        ],
    ),
    advice(
        "PG506",
        [
            "json instead of jsonb",
            "it has no equality, so that DISTINCT and UNION fail, and no index",
            "jsonb",
        ],
    ),
    advice(
        "PG507",
        [
            "a statement cannot be run twice",
            "`psql` has no journal; `autogen upgrade` goes on where it was",
            "IF EXISTS and IF NOT EXISTS",
        ],
    ),
    advice(
        "PG508",
        [
            "no lock_timeout or statement_timeout is set",
            "run by hand, the statement waits without a bound and everyone waits behind it; `autogen upgrade` bounds its waits itself",
            "SET lock_timeout = '200ms' first, and try again",
        ],
    ),
    // MySQL and MariaDB.
    warning(
        "MY101",
        [
            "a new NOT NULL column has no default, and rows get one that nobody chose",
            "rows that are there get '', 0, the first enum value or a zero date",
            "add it nullable, fill it, then make it NOT NULL; or give it a default",
        ],
    ),
    error(
        "MY102",
        [
            "REFERENCES in a column definition makes no key",
            "MySQL reads it and ignores it; only MariaDB makes the key",
            "FOREIGN KEY (column) REFERENCES table (column) as an item of its own",
        ],
    ),
    warning(
        "MY103",
        [
            "an enum or set changes by more than values at its end",
            "the table is copied while writers wait, and a value that goes fails or empties its rows",
            "append values only; move rows off a value before it goes",
        ],
    ),
    warning(
        "MY201",
        [
            "a column change copies the table",
            "writers wait until the copy is done",
            "add a column, fill it in batches and swap; or gh-ost or pt-online-schema-change",
        ],
    ),
    warning(
        "MY202",
        [
            "a foreign key is added by copying the table",
            "writers wait until the copy is done; with foreign_key_checks=0 it is done in place and checks no row",
            "SET foreign_key_checks=0, add it, set it back, then look for rows without a parent and drop the key if there are any",
        ],
    ),
    warning(
        "MY203",
        [
            "a check is added by copying the table",
            "writers wait until the copy is done",
            "check in the application or by trigger, or add it while nobody waits",
        ],
    ),
    warning(
        "MY204",
        [
            "the character set of a table is converted",
            "the table is copied while writers wait",
            "gh-ost or pt-online-schema-change, or column by column beside the old one",
        ],
    ),
    warning(
        "MY205",
        [
            "the primary key is dropped alone",
            "the table is copied while writers wait",
            "DROP PRIMARY KEY, ADD PRIMARY KEY in one ALTER TABLE",
        ],
    ),
    warning(
        "MY206",
        [
            "a new column numbers or computes the rows that are there",
            "the table is built anew while writers wait",
            "add it nullable without the default, fill it in batches",
        ],
    ),
    warning(
        "MY207",
        [
            "a fulltext or spatial index is built while writers wait",
            "it has no concurrent form",
            "build it while nobody waits, or on a copy",
        ],
    ),
    warning(
        "MY208",
        [
            "the whole table is built anew",
            "ENGINE, FORCE, ORDER BY and ROW_FORMAT rewrite every row",
            "say ALGORITHM=INPLACE, LOCK=NONE, so that the server refuses what would block",
        ],
    ),
    error(
        "MY301",
        [
            "ALGORITHM=INSTANT together with a LOCK clause",
            "MySQL refuses anything but LOCK=DEFAULT there (error 1221)",
            "leave LOCK out: what is instant blocks nobody",
        ],
    ),
    warning(
        "MY302",
        [
            "LOCK=SHARED or LOCK=EXCLUSIVE keeps writers out",
            "they wait until the statement ends",
            "LOCK=NONE, which the server refuses where it cannot hold",
        ],
    ),
    advice(
        "MY303",
        [
            "neither ALGORITHM nor LOCK is said",
            "the server blocks writers where it must, without a word",
            "LOCK=NONE or ALGORITHM=INSTANT, so that it refuses instead",
        ],
    ),
    // SQLite.
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
