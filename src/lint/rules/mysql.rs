//! Hazards on MySQL and MariaDB.

use super::{Rule, advice, error, warning};

pub const RULES: &[Rule] = &[
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
    warning(
        "MY209",
        [
            "a table with an index of texts, places or virtual columns is built anew",
            "columns come, go and become NOT NULL there only while writers wait",
            "drop the index first and make it anew after, or change the table while few write to it",
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
    warning(
        "MY401",
        [
            "a table is of another engine than InnoDB",
            "it has no transactions and no foreign keys, and a crash may leave it broken",
            "ENGINE=InnoDB, or no ENGINE at all",
        ],
    ),
    error(
        "MY402",
        [
            "a default is a date that there is not",
            "the server refuses zero dates in its usual strict mode, and clients read them as errors",
            "allow NULL, or give a real date",
        ],
    ),
    warning(
        "MY403",
        [
            "a view, a routine or a trigger is of a user who is named",
            "where there is no such user it fails when it is used, and where there is it acts with that user's rights",
            "leave DEFINER out, or say SQL SECURITY INVOKER",
        ],
    ),
    advice(
        "MY503",
        [
            "a width of display for a whole number",
            "servers ignore it and MySQL drops it, so that the definition reads back as another one",
            "leave it out; only tinyint(1) means something, a bool",
        ],
    ),
    advice(
        "MY501",
        [
            "a character set that does not hold every character",
            "an emoji or a rare name fails the insert, and converting later copies the table",
            "utf8mb4",
        ],
    ),
    advice(
        "MY502",
        [
            "numbers of less than 64 bits run out",
            "an AUTO_INCREMENT that has none left fails every insert, and widening it copies the table",
            "bigint",
        ],
    ),
    advice(
        "MY304",
        [
            "LOCK=NONE is said",
            "Percona XtraDB Cluster refuses it (error 1845): it takes a shared lock for whatever is done in place",
            "leave LOCK out where such a cluster is to run the script, or `autogen revision --no-online`",
        ],
    ),
    advice(
        "MY504",
        [
            "a table is compressed",
            "pages are kept twice in memory, and writers wait while one is compressed anew",
            "ROW_FORMAT=DYNAMIC, or compression by the file system",
        ],
    ),
    advice(
        "MY505",
        [
            "a column is an ENUM or a SET",
            "a value that goes or comes between two others copies the table, and texts that look like numbers are taken for places in the list",
            "a table of the values with a foreign key, or varchar with a check",
        ],
    ),
    advice(
        "MY506",
        [
            "a column is a FLOAT or a DOUBLE",
            "most decimal fractions have no exact value, so that sums of money are off and = finds nothing",
            "decimal, unless it is measured and not counted",
        ],
    ),
    advice(
        "MY507",
        [
            "a function or a procedure",
            "autogen does not compare them with the models, and the application cannot be tested without them",
            "the same in the application",
        ],
    ),
    advice(
        "MY508",
        [
            "a column holds a time of day",
            "TIMESTAMP ends in 2038 (MySQL) and is turned by the session's time zone, DATETIME and TIME have none",
            "say for all of them what is meant, such as UTC in DATETIME, and ignore this code there",
        ],
    ),
    advice(
        "MY509",
        [
            "a column may be null",
            "NULL is neither equal to nor different from anything, and unique keys take it many times",
            "NOT NULL, where every row has a value",
        ],
    ),
    advice(
        "MY510",
        [
            "a foreign key",
            "each write looks at the other table and locks a row there, and tools that copy tables online do not take them",
            "a check of the application, where writes are many",
        ],
    ),
    advice(
        "MY511",
        [
            "a primary key is no whole number",
            "rows lie in the order of the primary key and every other index repeats it: random values spread what is written over all pages, and wide ones make all indexes wide",
            "bigint AUTO_INCREMENT as the key, and a unique index on the value; or binary(16) in the order of time (UUIDv7)",
        ],
    ),
];
