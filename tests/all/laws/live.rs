use autogen::database::{Connection, InspectError};
use autogen::dialect::{Dialect, HazardKind, Reflection, Scope, Settled, Statement, dialect};
use autogen::ops::{self, Change, ColumnOperation, Operation, Renames};
use autogen::overlay::overlay;
use autogen::plan::{Plan, PlanError, Script, Setting, plan};
use autogen::schema::{QualifiedName, Schema};
use autogen::sides::{Pair, Side, pair};
use autogen::target::{DialectName, Target};
use autogen::three_way::unowned;

use super::case::Broken;
use super::ground::SCHEMAS;
use crate::rows::{self, Columns, Rows};
use crate::support;

/// The manners in which scripts are written.
pub const MANNERS: u64 = 7;
/// The one of them that is `autogen diff` of two.
pub const BETWEEN_DATABASES: u64 = 6;

/// A database on which a case is played.
pub struct Live {
    pub connection: Connection,
    /// What scripts are written for.
    pub target: Target,
    /// Whether scripts are written with a look at the database.
    asks: bool,
    /// Whether they are what `autogen diff` prints for two databases.
    pub between_databases: bool,
    /// Whether they are written for tables that are in use.
    online: bool,
    /// What was seen at the last look, while no script has run since.
    seen: Option<Reflection>,
    /// What has been run so far, for the message of a failure.
    story: String,
}

/// One end of a script.
pub enum End {
    Declared(Schema),
    /// As a database has it.
    Found(Reflection),
}

impl End {
    pub fn schema(&self) -> &Schema {
        match self {
            Self::Declared(schema) | Self::Found(Reflection { schema, .. }) => schema,
        }
    }
}

/// What became of a script.
pub enum Ran {
    ToItsEnd,
    /// A statement failed that was said to fail on some rows, or is there to fail.
    RowsInTheWay {
        statement: String,
    },
}

impl Live {
    /// In one of the manners in which scripts are written: for the server at hand and with it, for
    /// the oldest server with the one at hand (`revision`), and without any (`--offline`); each for
    /// tables that are in use and plain; and from one database to another (`diff`). The database is
    /// empty.
    pub fn new(connection: Connection, manner: u64) -> Self {
        let own = connection.target;
        let (target, asks) = match manner % MANNERS {
            0 | 3 => (own, true),
            1 | 4 => (Target::floor(own.dialect), true),
            2 | 5 => (Target::floor(own.dialect), false),
            _ => (own, true),
        };
        let between_databases = manner % MANNERS == BETWEEN_DATABASES;
        let online = manner.is_multiple_of(2) && !between_databases;
        let way = if online { "online" } else { "plain" };
        let manner = match (asks, between_databases) {
            (true, true) => "from one to another",
            (true, false) => "asking",
            (false, _) => "offline",
        };
        let own_schema = connection.own_schema.clone();
        let seen = Some(Reflection { own_schema, ..Reflection::default() });
        Self {
            connection,
            target,
            asks,
            between_databases,
            online,
            seen,
            story: format!("for {target:?}, {manner}, {way}\n"),
        }
    }

    /// A law that does not hold.
    pub fn broken(&self, law: impl Into<String>, what: &str) -> Broken {
        Broken { law: law.into(), story: format!("{}{what}", self.story) }
    }

    pub async fn execute(&mut self, sql: &str) -> Result<(), Broken> {
        let done = self.connection.execute(sql).await;
        done.map(drop).map_err(|error| self.broken(format!("{sql} fails"), &error.to_string()))
    }

    /// Puts something beside the model, which whoever asks the database knows of.
    pub async fn put_beside(&mut self, statements: &[String]) -> Result<(), Broken> {
        for sql in statements {
            self.execute(sql).await?;
            self.seen = None;
        }
        Ok(())
    }

    /// Queries with the first value of each.
    pub async fn values(&mut self, queries: &[(String, String)]) -> Result<(), Broken> {
        for (query, expected) in queries {
            let value = self.connection.value(query).await;
            if value.as_ref().ok().and_then(Option::as_ref) != Some(expected) {
                return Err(self.broken("another value", &format!("{query}: {value:?}")));
            }
        }
        Ok(())
    }

    pub async fn reflect(&mut self) -> Result<&Reflection, Broken> {
        if self.seen.is_none() {
            let dialect = dialect(self.connection.target.dialect);
            let seen = match self.connection.target.dialect {
                DialectName::Postgres => {
                    let scope =
                        Scope { schemas: SCHEMAS.map(str::to_owned).to_vec(), ..Scope::default() };
                    self.reflect_as_planned(dialect, &scope).await
                }
                _ => self.connection.reflect(dialect, &Scope::default()).await,
            };
            self.seen = Some(seen.map_err(|error| self.broken("no schema", &error.to_string()))?);
        }
        Ok(self.seen.as_ref().expect("just seen"))
    }

    /// Most of the time of a case on PostgreSQL would go into planning the catalog queries, so they
    /// are planned once for a connection.
    async fn reflect_as_planned(
        &mut self,
        dialect: &dyn Dialect,
        scope: &Scope,
    ) -> Result<Reflection, InspectError> {
        let mut rows = Vec::new();
        for query in dialect.catalog(scope) {
            let failed = |error| InspectError::Query { query: query.name, error };
            let planned = format!("EXECUTE catalog_{}", query.name);
            let mut found = self.connection.rows(&planned).await;
            if found.as_ref().is_err_and(|error| error.code.as_deref() == Some("26000")) {
                let plan = format!("PREPARE catalog_{} AS {}", query.name, query.sql);
                self.connection.execute(&plan).await.map_err(failed)?;
                found = self.connection.rows(&planned).await;
            }
            rows.push(found.map_err(failed)?);
        }
        assert!(dialect.follow_up(&rows).is_none(), "every query is planned");
        let reflection = dialect.reflect(&rows, &self.connection.target)?;
        Ok(Reflection { own_schema: self.connection.own_schema.clone(), ..reflection })
    }

    fn canonical(&self, schema: &Schema) -> Result<Schema, Broken> {
        let dialect = dialect(self.target.dialect);
        let refused = |it| self.broken("a planned schema is refused", &format!("{it:?}"));
        dialect.canonical(schema, &self.target).map_err(refused)
    }

    /// The columns whose values stay, by their names before and after.
    pub fn survivors(
        &self,
        from: &End,
        to: &End,
        renames: &Renames,
    ) -> Result<(Columns, Columns), Broken> {
        let (from, to) = (from.schema(), to.schema());
        let values = rows::new_values(from, to, renames);
        let (from, to) = (self.canonical(from)?, self.canonical(to)?);
        Ok(rows::survivors(&from, &to, renames, &values))
    }

    /// Only the renames of what a database has: of enum types, where these are no more than a
    /// column's texts, it has neither names nor values.
    pub fn of_what_is_there(&self, renames: &mut Renames) {
        if self.target.dialect != DialectName::Postgres {
            renames.enums.clear();
            renames.values.clear();
        }
    }

    pub async fn rows(&mut self, columns: &Columns) -> Result<Rows, Broken> {
        let rows = rows::read(&mut self.connection, columns).await;
        rows.map_err(|error| self.broken("rows cannot be read", &error))
    }

    /// Whether rows are the same.
    pub fn same(&self, title: &str, before: &Rows, after: &Rows) -> Result<(), Broken> {
        let other = before.iter().find(|(table, rows)| after.get(table) != Some(rows));
        let Some((table, rows)) = other else { return Ok(()) };
        let text = format!("{table} had {rows:?}\nand has {:?}", after.get(table));
        Err(self.broken(format!("other {title}"), &text))
    }

    /// The scripts both ways; none when the database cannot hold one of the schemas.
    pub async fn plan(
        &mut self,
        a: &End,
        b: &End,
        renames: &Renames,
        fills: &[(QualifiedName, String, String)],
    ) -> Result<Option<(Script, Script)>, Broken> {
        let planned = match [a, b] {
            [End::Found(a), End::Found(b)] => self.pair(a, b, renames)?.plan(&self.target),
            _ => self.plan_declared(a.schema(), b.schema(), renames, fills).await?,
        };
        match planned {
            Ok(plan) => Ok(Some((plan.up, plan.down))),
            Err(refused @ PlanError::Refused(_)) => {
                if std::env::var("AUTOGEN_LAW_REFUSALS").is_ok() {
                    println!("{}refused: {refused}", self.story);
                }
                Ok(None)
            }
            Err(error) => Err(self.broken("no plan", &error.to_string())),
        }
    }

    async fn plan_declared(
        &mut self,
        a: &Schema,
        b: &Schema,
        renames: &Renames,
        fills: &[(QualifiedName, String, String)],
    ) -> Result<Result<Plan, PlanError>, Broken> {
        let (target, asks, online) = (self.target, self.asks, self.online);
        let live = self.reflect().await?;
        let live = Some(live).filter(|_| asks);
        let setting = Setting { dialect: dialect(target.dialect), target: &target, live, online };
        let planned = ops::diff(a, b, renames).map_err(PlanError::from).and_then(|mut changes| {
            for change in &mut changes {
                let Operation::Column(ColumnOperation { table, change, fill }) = change else {
                    continue;
                };
                let Some(name) = Change::after(change).map(|it| &it.name) else { continue };
                let given = fills.iter().find(|(t, column, _)| t == table && column == name);
                *fill = given.map(|(_, _, sql)| sql.clone());
            }
            plan(a, &changes, setting)
        });
        Ok(planned)
    }

    /// Two databases as `autogen diff` sets them side by side.
    fn pair(&self, a: &Reflection, b: &Reflection, renames: &Renames) -> Result<Pair, Broken> {
        let side = |it: &Reflection| Side::Live(self.target, Box::new(it.clone()));
        let nothing = (Schema::default(), Settled::new());
        let paired = pair(side(a), side(b), renames.clone(), &nothing.0, &nothing.1);
        paired.map(|it| it.0).map_err(|error| self.broken("no pair", &error.to_string()))
    }

    /// Runs a script. It may fail on rows, if any, at a statement that says so.
    pub async fn run(
        &mut self,
        title: &str,
        script: &Script,
        on_rows: bool,
    ) -> Result<Ran, Broken> {
        self.story += &format!("-- {title}\n{script}");
        self.seen = None;
        for step in &script.steps {
            if step.transaction {
                self.execute("BEGIN").await?;
            }
            for statement in &step.statements {
                let Err(error) = self.connection.execute(&statement.sql).await else { continue };
                if !on_rows || !may_fail(statement) {
                    let code = error.code.as_deref().unwrap_or_default();
                    let words: Vec<&str> = statement.sql.split_whitespace().take(2).collect();
                    let law = format!("{title} fails: {code} at {}", words.join(" "));
                    return Err(self.broken(law, &format!("{}\nfailed: {error}", statement.sql)));
                }
                if step.transaction {
                    self.execute("ROLLBACK").await?;
                }
                return Ok(Ran::RowsInTheWay { statement: statement.sql.clone() });
            }
            if step.transaction {
                self.execute("COMMIT").await?;
            }
        }
        Ok(Ran::ToItsEnd)
    }

    /// Whether the schema is there exactly, and nothing else is.
    pub async fn is(&mut self, title: &str, expected: &End) -> Result<(), Broken> {
        match expected {
            End::Declared(expected) => self.is_declared(title, expected).await,
            End::Found(expected) => {
                let live = self.reflect().await?.clone();
                let pair = self.pair(&live, expected, &Renames::default())?;
                let operations = pair.operations();
                let operations =
                    operations.map_err(|it| self.broken("no difference", &it.to_string()))?;
                if operations.is_empty() {
                    return Ok(());
                }
                let law = format!("{title}: another than the other: {}", kinds(&operations));
                Err(self.broken(law, &format!("{operations:#?}")))
            }
        }
    }

    async fn is_declared(&mut self, title: &str, expected: &Schema) -> Result<(), Broken> {
        let live = self.reflect().await?.schema.clone();
        let target = self.connection.target;
        let dialect = dialect(target.dialect);
        let refused = |it: Vec<_>| self.broken(format!("{title}: refused"), &format!("{it:?}"));
        let canonical = |schema: &Schema| dialect.canonical(schema, &target).map_err(refused);
        let differs = |law: &str, a: &Schema, b: &Schema| {
            let operations = ops::diff(a, b, &Renames::default()).unwrap_or_default();
            let law = format!("{title}: {law}: {}", kinds(&operations));
            (law, format!("{operations:#?}"))
        };
        let again = canonical(&live)?;
        if again != live {
            let (law, text) = differs("not canonical as reflected", &live, &again);
            return Err(self.broken(law, &text));
        }
        let mut expected = canonical(&unowned(overlay(expected.clone(), &live)))?;
        let again = canonical(&expected)?;
        if again != expected {
            let (law, text) = differs("two canonical forms", &expected, &again);
            return Err(self.broken(law, &text));
        }
        let uncompared = support::align(&mut self.connection, dialect, &mut expected, &live).await;
        if !uncompared.is_empty() {
            return Err(self.broken(format!("{title}: not compared"), &format!("{uncompared:#?}")));
        }
        match ops::diff(&expected, &live, &Renames::default()) {
            Ok(operations) if operations.is_empty() => Ok(()),
            Ok(_) => {
                let (law, text) = differs("not reached", &expected, &live);
                Err(self.broken(law, &text))
            }
            Err(error) => Err(self.broken("no difference", &error.to_string())),
        }
    }
}

/// Whether a statement says that it may fail, or is there to fail.
fn may_fail(statement: &Statement) -> bool {
    statement.hazards.iter().any(|it| it.kind == HazardKind::MayFail)
        || statement.sql.contains("autogen_guard")
}

/// What operations do, without the names.
fn kinds(operations: &[Operation]) -> String {
    let kind = |operation: &Operation| {
        let text = format!("{operation:?}");
        let family = text.split('(').next().unwrap_or_default();
        let changes = ["Add(", "Create(", "Drop(", "Alter ", "Rename ", "Comment"];
        let first = changes.into_iter().filter_map(|it| Some((text.find(it)?, it))).min();
        format!("{} {family}", first.map_or("", |(_, it)| it.trim_end_matches(['(', ' '])))
    };
    let mut kinds: Vec<String> = operations.iter().map(kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds.join(", ")
}
