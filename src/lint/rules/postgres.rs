//! Hazards on PostgreSQL.

use super::{Rule, advice, error, warning};

pub const RULES: &[Rule] = &[
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
    error(
        "PG112",
        [
            "IF NOT EXISTS takes what an earlier try has left for a finished index",
            "an index that could not be built stays behind, invalid, and this reports success over it",
            "leave IF NOT EXISTS out, and drop an invalid index first: `autogen upgrade` does so by itself",
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
    warning(
        "PG204",
        [
            "the last number of a column is looked for in a transaction that keeps others waiting",
            "no index begins with the column, so that readers and writers wait while every row is read",
            "CREATE INDEX CONCURRENTLY on the column first; or set the sequence in a step of its own",
        ],
    ),
    warning(
        "PG205",
        [
            "a type change builds indexes anew, or reads all rows for a check",
            "the rows stay as they are, but indexes over expressions or parts of the table are built anew, and checks of the column looked at again, while readers and writers wait",
            "drop the index or the check first, and make it anew after the change: CREATE INDEX CONCURRENTLY, or NOT VALID and then VALIDATE CONSTRAINT",
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
            "a foreign key locks the table that it refers to against writers until the transaction ends",
            "create the table without the key, and ADD CONSTRAINT in a transaction of its own",
        ],
    ),
    warning(
        "PG304",
        [
            "a table stays locked while another one is worked through",
            "a lock is held until its transaction ends: readers and writers of both tables wait while rows of the one are read or written",
            "COMMIT before the long statement; or change the table in a revision of its own",
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
    warning(
        "PG405",
        [
            "row security is switched on before there is a policy",
            "everyone but the owner of the table sees and writes no row until a policy lets them",
            "CREATE POLICY before it, in the same transaction",
        ],
    ),
    warning(
        "PG406",
        [
            "an extension is brought to another version",
            "its scripts may drop or change what the database uses, under locks that this file does not show",
            "say which version with TO, read its notes, and do it while nobody waits",
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
        "PG509",
        [
            "a name without its schema",
            "which table is meant depends on the search_path of whoever runs the script",
            "write the schema in front of it",
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
    advice(
        "PG510",
        [
            "columns of a new table stand in an order that leaves gaps",
            "a value stands at a multiple of its length, and what is left between two is written with every row",
            "the columns of eight bytes first, then those of four, two and one, and texts last: fields of the entity in that order",
        ],
    ),
    advice(
        "PG511",
        [
            "what a function does is a text",
            "PostgreSQL does not know which tables and columns it uses: they can be dropped or renamed, and it fails when it is called",
            "BEGIN ATOMIC or RETURN in place of a text (PostgreSQL 14), or look for the names in pg_proc before they change",
        ],
    ),
];
