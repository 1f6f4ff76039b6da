//! What differs between databases, asked of one trait.
//!
//! Every dialect has the same rooms: `types` (column types to the server's names and back),
//! `canonical` (what the server would report), `reflect` (catalog rows to a schema), `lower` (what
//! must be done for an operation, and what else has to move for it) and `render` (the SQL).

use std::collections::BTreeMap;

use crate::ops::expression::reads;
use crate::ops::{Change, Operation, Touches, between, in_turn};
use crate::schema::{
    Aspect, Column, ColumnType, DefaultValue, Index, IndexKey, ObjectId, QualifiedName, Schema,
    Table,
};
use crate::target::{DialectName, Target};

pub use question::{Answer, Asked, Inquiry, Place, Question, Reply, Settled};
pub use reading::{Reading, Strength, Thing};
pub use recovery::{Peek, Recovery, ServerError, Settling};
pub use session::{Builder, Effect, Lock, Session, Stopwatch};

pub mod limits;
pub mod mysql;
pub mod postgres;
mod question;
mod reading;
mod recovery;
mod session;
pub mod sqlite;

/// The dialect of that name.
pub fn dialect(name: DialectName) -> &'static dyn Dialect {
    match name {
        DialectName::Sqlite => &sqlite::Sqlite,
        DialectName::Postgres => &postgres::Postgres,
        DialectName::Mysql | DialectName::Mariadb => &mysql::Mysql,
    }
}

/// One kind of database.
pub trait Dialect: Session + Recovery + Send + Sync {
    /// What a server would report after it created `schema`: types by the names that the catalog
    /// has for them, defaults and names filled in, nothing unspecified that the server decides.
    /// It is idempotent, and erases nothing that the catalog tells apart.
    ///
    /// Everything that this database cannot hold is refused, all at once.
    fn canonical(&self, schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>> {
        self.reported(&schema.clone().within(target), target)
    }

    /// The same of a schema that says one thing to all dialects.
    fn reported(&self, schema: &Schema, target: &Target) -> Result<Schema, Vec<Refusal>>;

    /// Whether SeaORM reads a column of the type that was found as the type that is said, so that
    /// a model that says the one may well mean the other.
    fn reads(&self, found: &ColumnType, said: &ColumnType) -> bool;

    /// The type that the database has for the text of a type, as a script writes it.
    fn read_type(&self, text: &str) -> ColumnType;

    /// Whether the database numbers the rows of a column that is not declared to be numbered.
    fn numbers_by_itself(&self, column: &Column, table: &Table) -> bool;

    /// What a person may declare and this database cannot hold, or could hold and never fill:
    /// see [`limits`]. It is asked of models, whose places the refusals then name.
    fn limits(&self, schema: &Schema, target: &Target) -> Vec<Refusal>;

    /// What to do for operations between two canonical schemas, not yet in order: with what has
    /// to step aside for them, and with what was moved put back.
    fn lower(&self, transition: &Transition, target: &Target) -> Result<Vec<Action>, Vec<Refusal>>;

    /// Statements to put before and after the transaction of a script, when its actions need it.
    fn around(&self, actions: &[Action]) -> (Vec<Statement>, Vec<Statement>);

    /// The catalog queries that reflect the connection's own schema and those of `scope`. Every
    /// column of their rows is text or null.
    fn catalog(&self, scope: &Scope) -> Vec<CatalogQuery>;

    /// What is to be asked once these queries are answered, until there is nothing left.
    fn follow_up(&self, _rows: &[Vec<Row>]) -> Option<CatalogQuery> {
        None
    }

    /// The schema that catalog rows describe, already canonical; `rows` in the order of the
    /// queries.
    fn reflect(&self, rows: &[Vec<Row>], target: &Target) -> Result<Reflection, ReflectError>;

    /// An expression of a table without what never means anything, such as white space: what is
    /// alike then means the same for certain.
    fn plain(&self, expression: &str, table: &Table) -> String;

    /// Whether the server keeps expressions as they are written, so that what is spelled
    /// differently is different. All others are asked.
    fn keeps_text(&self) -> bool;

    /// How the server is asked what expressions mean.
    fn inquiry(&self, asked: &[Asked]) -> Inquiry;

    /// What its replies, one for each query, say of each question.
    fn answers(&self, asked: &[Asked], replies: &[Reply]) -> Vec<Answer>;

    /// A default as it stands behind `DEFAULT`.
    fn default_sql(&self, value: &DefaultValue, ty: &ColumnType) -> String;

    /// An identifier in this dialect's quotes.
    fn quote(&self, identifier: &str) -> String;

    /// The name of a table or the like with that of its schema, in this dialect's quotes.
    fn qualified(&self, name: &QualifiedName) -> String {
        let own = self.quote(&name.name);
        match &name.schema {
            Some(schema) => format!("{}.{own}", self.quote(schema)),
            None => own,
        }
    }

    /// A text literal in this dialect's quotes.
    fn literal(&self, text: &str) -> String;

    /// The literals of texts in a list.
    fn literals(&self, texts: &[&String]) -> String {
        texts.iter().map(|it| self.literal(it)).collect::<Vec<_>>().join(", ")
    }

    /// Whether an object of the kind can take another name and stay as it is.
    fn renames_in_place(&self, object: &ObjectId) -> bool;

    /// Whether a transaction holds schema changes too.
    fn transactional_ddl(&self) -> bool;

    /// The shell command that runs a script safely by hand, up to the first failure.
    fn by_hand(&self, file: &str) -> String;
}

/// Statements that fail, with the condition's name in the message, when the rows of `from` are not
/// none. They are plain SQL that the database takes, so that a script is as safe by hand. The last
/// but one is that which may fail.
pub fn guard(dialect: &dyn Dialect, condition: &str, from: &str) -> Vec<Statement> {
    let name = dialect.quote("autogen_guard");
    // PostgreSQL cuts names at 63 bytes, and MySQL's hold no characters beyond the first plane of
    // Unicode.
    let short = &condition[..condition.floor_char_boundary(60)];
    let check = dialect.quote(&short.replace(|c: char| c > '\u{ffff}', "?"));
    let create = format!(
        "CREATE TEMPORARY TABLE {name} (violations integer, CONSTRAINT {check} CHECK (violations = 0))"
    );
    let count = |alias: &str| format!("SELECT count(*){alias} FROM {from}");
    let mut statements = match dialect.transactional_ddl() {
        true => vec![create, format!("INSERT INTO {name} {}", count(""))],
        // Where each statement stands alone, the one that fails leaves nothing that was done.
        false => vec![format!("{create} {}", count(" AS violations"))],
    };
    statements.push(format!("DROP TABLE {name}"));
    statements.into_iter().map(Statement::new).collect()
}

/// Columns that go while one comes that a database which takes names in any case cannot tell from
/// it.
fn names_in_another_case(operations: &[Operation]) -> Vec<Refusal> {
    let columns = || {
        operations.iter().filter_map(|operation| match operation {
            Operation::Column(it) => Some((&it.table, &it.change)),
            _ => None,
        })
    };
    let mut found = Vec::new();
    for (table, change) in columns() {
        let Change::Add(new) = change else { continue };
        let same = |it: &(&QualifiedName, &Change<Column>)| {
            it.0 == table
                && matches!(it.1, Change::Drop(old) if old.name.eq_ignore_ascii_case(&new.name))
        };
        if let Some((_, Change::Drop(old))) = columns().find(same) {
            found.push(Refusal {
                object: ObjectId::Column(table.clone(), new.name.clone()),
                aspect: Aspect::Name,
                message: format!("the table has it as {}, which is the same name here", old.name),
                help: Some(format!("--rename {table}.{}={} renames it", old.name, new.name)),
            });
        }
    }
    found
}

/// How one value for several rows may fail: where rows must differ in the column, and where its
/// values refer to other rows.
fn value_hazards(name: &QualifiedName, table: &Table, column: &str) -> Vec<String> {
    let mut found = Vec::new();
    if is_unique(table, column) {
        found.push(format!("two rows of {name} have equal {column}"));
    }
    for key in table.foreign_keys.iter().filter(|key| key.columns.iter().any(|it| it == column)) {
        found.push(format!("a row of {name} refers to no row of {}", key.references));
    }
    found
}

/// Schemas to look at beyond the connection's own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scope {
    pub schemas: Vec<String>,
    /// Every schema of the database that is not the server's own or an extension's, as long as the
    /// connection was not told which one to look at.
    pub all: bool,
}

impl Scope {
    /// The whole database.
    pub fn all() -> Self {
        Self { schemas: Vec::new(), all: true }
    }
}

/// A query of the catalog, by the name of its file.
#[derive(Clone, Debug, PartialEq)]
pub struct CatalogQuery {
    pub name: &'static str,
    pub sql: String,
    /// Its rows may be missing, as when the user lacks a right.
    pub optional: bool,
    /// What puts the session back as it was when the query fails midway.
    pub restore: Option<String>,
}

/// A row of a catalog query.
pub type Row = Vec<Option<String>>;

/// What a database holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reflection {
    pub schema: Schema,
    /// The schema that the connection takes for names without one, where there are schemas.
    pub own_schema: Option<String>,
    /// Objects outside the model: never dropped, but told, and never run over.
    pub unmanaged: Vec<Unmanaged>,
}

impl Reflection {
    /// A schema with the names that its objects have on this connection.
    pub fn named_from_here(&self, schema: Schema) -> Schema {
        match &self.own_schema {
            Some(own) => schema.relative_to(own),
            None => schema,
        }
    }

    /// What is there under the names of others: these may name the connection's own schema, where
    /// the server need not.
    pub fn named_like(&self, others: &[&Schema]) -> Schema {
        let mut schema = self.schema.clone();
        let Some(own) = &self.own_schema else { return schema };
        let rename = |name: &mut QualifiedName| {
            let named = QualifiedName::new(Some(own), &name.name);
            if name.schema.is_none() && others.iter().any(|it| it.tables.contains_key(&named)) {
                *name = named;
            }
        };
        let renamed = |(mut name, mut table): (QualifiedName, Table)| {
            rename(&mut name);
            table.each_foreign_key(|key| rename(&mut key.references));
            (name, table)
        };
        schema.tables = schema.tables.into_iter().map(renamed).collect();
        schema
    }

    /// The name that a table has on this connection.
    pub fn named_here(&self, name: &QualifiedName) -> QualifiedName {
        let schema = name.schema.clone().filter(|it| Some(it) != self.own_schema.as_ref());
        QualifiedName { schema, name: name.name.clone() }
    }
}

/// A database object that the schema model does not hold: a view, a trigger, a policy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unmanaged {
    /// In the words of people: `view`, `trigger`.
    pub kind: &'static str,
    pub name: String,
    /// The table that it belongs to.
    pub table: Option<QualifiedName>,
    /// The statement that makes it, where the catalog has it.
    pub definition: Option<String>,
    /// Objects of the model that it reads, and so holds in place, where the catalog tells.
    pub reads: Vec<ObjectId>,
    /// Objects of the model that use it, and cannot be made without it, where the catalog tells.
    pub serves: Vec<ObjectId>,
}

impl Unmanaged {
    /// The columns that it reads, each with its table.
    pub fn columns(&self) -> impl Iterator<Item = (&QualifiedName, &str)> {
        self.reads.iter().filter_map(|it| match it {
            ObjectId::Column(table, name) => Some((table, name.as_str())),
            _ => None,
        })
    }
}

/// Catalog rows that cannot be understood.
#[derive(Debug, thiserror::Error)]
#[error("the catalog query `{query}` returned a row that autogen does not understand: {reason}")]
pub struct ReflectError {
    pub query: &'static str,
    pub reason: String,
}

/// Something that a database cannot hold or do.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{object}: {message}")]
pub struct Refusal {
    pub object: ObjectId,
    /// The part of the object that stands in the way.
    pub aspect: Aspect,
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
}

impl Refusal {
    pub fn new(object: ObjectId, message: impl Into<String>) -> Self {
        Self { object, aspect: Aspect::Whole, message: message.into(), help: None }
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into()).filter(|it| !it.is_empty());
        self
    }

    /// The same, said about one part of the object.
    pub fn at(mut self, aspect: Aspect) -> Self {
        self.aspect = aspect;
        self
    }
}

/// Old and new values of columns whose enum type gives values other names, by the new names of
/// table and column.
pub type Revalued = BTreeMap<(QualifiedName, String), Vec<(String, String)>>;

/// What the values of a column become, all at once.
fn revalued(dialect: &dyn Dialect, column: &str, values: &[(String, String)]) -> String {
    let cases = values
        .iter()
        .map(|(from, to)| format!(" WHEN {} THEN {}", dialect.literal(from), dialect.literal(to)));
    format!("CASE {column}{} ELSE {column} END", cases.collect::<String>())
}

/// Whether two rows may not have one value of a column, or not with the same of others.
fn is_unique(table: &Table, column: &str) -> bool {
    let holds = |index: &Index| {
        index.unique
            && index.parts.iter().any(|part| match &part.key {
                IndexKey::Column(name) => name == column,
                IndexKey::Expression(sql) => reads(sql, column),
            })
    };
    table.key_columns().iter().any(|it| it == column) || table.indexes.iter().any(holds)
}

/// Old and new values one after the other, each when its name is free, where a unique index looks
/// at every row as it changes; else none, for all may change at once.
fn in_turn_if_unique(
    table: &Table,
    column: &str,
    values: &[(String, String)],
) -> Option<Vec<(String, String)>> {
    let taken = values.iter().any(|(_, to)| values.iter().any(|(from, _)| from == to));
    (taken && is_unique(table, column)).then(|| in_turn(values, |it| between(it)))
}

/// What a column is set to, for which of its values: in one statement or in several.
fn revaluations(
    dialect: &dyn Dialect,
    table: &Table,
    column: &str,
    values: &[(String, String)],
) -> Vec<(String, String)> {
    if let Some(turns) = in_turn_if_unique(table, column, values) {
        return turns
            .iter()
            .map(|(from, to)| (dialect.literal(to), dialect.literal(from)))
            .collect();
    }
    let quoted = dialect.quote(column);
    let held: Vec<String> = values.iter().map(|(from, _)| dialect.literal(from)).collect();
    vec![(revalued(dialect, &quoted, values), held.join(", "))]
}

/// A way from one canonical schema to another.
#[derive(Clone, Debug)]
pub struct Transition<'a> {
    pub before: &'a Schema,
    pub after: &'a Schema,
    pub operations: &'a [Operation],
    /// For databases that keep the values of enum types in the columns themselves.
    pub revalued: &'a Revalued,
    /// What is known to stand beside the model in the database that the script is written for,
    /// by table; the views and triggers among it are kept or refused by name.
    pub unmanaged: &'a BTreeMap<QualifiedName, Vec<Unmanaged>>,
    /// Whether it leads back, and so runs on a day when something else may stand beside the model.
    pub back: bool,
    /// Whether tables are in use: nothing may keep readers and writers waiting that need not.
    pub online: bool,
}

/// Something to do, with its SQL and what it does to names.
#[derive(Clone, Debug, Default)]
pub struct Action {
    /// Where names leave a choice, lower phases run first.
    pub phase: u8,
    pub touches: Touches,
    pub statements: Vec<Statement>,
    /// It stands outside of any transaction, as a step of its own.
    pub alone: bool,
    /// It shares a transaction with those beside it that have the same name here, or none as well.
    pub together: Option<String>,
}

/// One SQL statement, without its semicolon.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statement {
    pub sql: String,
    pub hazards: Vec<Hazard>,
    /// What the runner is told in a comment `-- autogen: ...` above the statement.
    pub directive: Option<String>,
}

impl Statement {
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), ..Self::default() }
    }

    pub fn hazard(mut self, kind: HazardKind, text: impl Into<String>) -> Self {
        self.hazards.push(Hazard { kind, text: text.into() });
        self
    }
}

/// What a reader of a script has to know about a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Hazard {
    pub kind: HazardKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HazardKind {
    /// Values or rows are gone afterwards.
    LosesData,
    /// The statement fails when rows are not as it needs them.
    MayFail,
    /// Readers or writers wait while a table is scanned or rewritten.
    Blocks,
    /// How to get there without.
    Instead,
}

impl HazardKind {
    /// The words in front of the text.
    pub fn label(self) -> &'static str {
        match self {
            Self::LosesData => "loses data",
            Self::MayFail => "may fail",
            Self::Blocks => "blocks",
            Self::Instead => "instead",
        }
    }
}
