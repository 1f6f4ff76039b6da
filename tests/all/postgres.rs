//! PostgreSQL, live: every case is a pair of schemas. The first is created, the script to the
//! second runs, the script back runs, and after each step the server reports what was meant.

use std::collections::BTreeMap;
use std::path::Path;

use autogen::compare::{Comparison, compare};
use autogen::database::{Connection, Missing};
use autogen::dialect::postgres::Postgres;
use autogen::dialect::{Dialect, HazardKind, Reflection, Scope, Settled, Transition};
use autogen::ops::{self, Renames};
use autogen::plan::{self, Script, Setting};
use autogen::schema::{ColumnType, QualifiedName, Schema};
use autogen::target::{DialectName, Target};
use autogen::three_way::unowned;
use autogen::url::DatabaseUrl;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde::Deserialize;

use crate::{generate, support};

/// A file of `tests/postgres`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    before: Schema,
    after: Schema,
    #[serde(default)]
    renames: Vec<(String, String)>,
    /// Values of new columns, by `table.column`.
    #[serde(default)]
    fill: BTreeMap<String, String>,
    /// SQL that runs when the first schema is there: rows, views.
    #[serde(default)]
    rows: Vec<String>,
    /// Queries and the value that they return in the second schema.
    #[serde(default)]
    then: Vec<(String, Option<String>)>,
    /// The same, when the first schema is there again.
    #[serde(default)]
    back: Vec<(String, Option<String>)>,
    /// What the script to the second schema holds, in this order.
    #[serde(default)]
    says: Vec<String>,
    /// What it is refused for instead.
    #[serde(default)]
    refused: Option<String>,
}

struct Bench {
    connection: Connection,
    /// The oldest server that scripts are written for, except where a test needs a newer one.
    target: Target,
}

impl Bench {
    async fn open(database: &support::Database) -> Self {
        let url = DatabaseUrl::parse(&database.url, Path::new(".")).expect("a URL");
        let connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        Self { connection, target: Target::floor(DialectName::Postgres) }
    }

    async fn run(&mut self, sql: &str) {
        if let Err(error) = self.connection.execute(sql).await {
            panic!("{error}\n{sql}");
        }
    }

    async fn clear(&mut self) {
        let all = "SELECT string_agg(format('DROP SCHEMA %I CASCADE;', nspname), '')
                   FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'";
        let drop = self.connection.value(all).await.expect("the schemas").unwrap_or_default();
        self.run(&format!("{drop}CREATE SCHEMA public")).await;
    }

    async fn reflect(&mut self, scope: &Scope) -> Reflection {
        let sent = self.connection.sent;
        let reflection = self.connection.reflect(&Postgres, scope).await.expect("a reflection");
        assert!(self.connection.sent - sent <= 8, "{} statements", self.connection.sent - sent);
        let canonical = canonical(&reflection.schema, &self.target);
        assert_same(&canonical, &reflection.schema, "what is reflected is not canonical");
        reflection
    }

    async fn steps(&mut self, script: &Script) {
        for step in &script.steps {
            if step.transaction {
                self.run("BEGIN").await;
            }
            for statement in &step.statements {
                if let Err(error) = self.connection.execute(&statement.sql).await {
                    panic!("{error}\n{}\n\nin\n{script}", statement.sql);
                }
            }
            if step.transaction {
                self.run("COMMIT").await;
            }
        }
    }

    /// Runs the script from one schema to another, and compares what the server then reports.
    async fn go(
        &mut self,
        (before, after): (&Schema, &Schema),
        renames: &Renames,
        fills: plan::Fills,
    ) -> Script {
        let scope = scope(before, after);
        let live = self.reflect(&scope).await;
        let setting = Setting {
            dialect: &Postgres,
            target: &self.target.clone(),
            live: Some(&live),
            online: false,
        };
        let script = plan::script(before, after, renames, fills, setting)
            .unwrap_or_else(|error| panic!("{error}"));
        self.steps(&script).await;
        let found = self.reflect(&scope).await.schema;
        let expected = canonical(after, &self.target);
        assert_same(&expected, &found, &script.to_string());
        script
    }
}

fn canonical(schema: &Schema, target: &Target) -> Schema {
    Postgres.canonical(schema, target).unwrap_or_else(|refusals| panic!("{refusals:?}"))
}

fn scope(before: &Schema, after: &Schema) -> Scope {
    let names = |schema: &Schema| -> Vec<String> {
        let all = schema.tables.keys().chain(schema.enums.keys());
        all.filter_map(|name| name.schema.clone()).collect()
    };
    let mut schemas = [names(before), names(after)].concat();
    schemas.sort();
    schemas.dedup();
    Scope { schemas, ..Scope::default() }
}

/// Compares schemas but for owners, which the server does not know.
fn assert_same(expected: &Schema, found: &Schema, context: &str) {
    let [expected, found] = [expected, found].map(|schema| unowned(schema.clone()).sorted());
    if expected != found {
        let [expected, found] =
            [expected, found].map(|schema| serde_yaml::to_string(&schema).expect("YAML"));
        let diff = similar::TextDiff::from_lines(&expected, &found);
        panic!("{context}\n{}", diff.unified_diff().header("expected", "found"));
    }
}

fn name(text: &str) -> QualifiedName {
    text.parse().expect("a name")
}

/// `table.column` to `table` and `column`, or nothing for a table.
fn column(text: &str) -> Option<(QualifiedName, String)> {
    let (table, column) = text.rsplit_once('.')?;
    Some((name(table), column.to_owned()))
}

/// Renames of tables, enum types and columns, by the old names of the first two.
fn renames(case: &Case) -> Renames {
    let mut renames = Renames::default();
    for (from, to) in &case.renames {
        match from.parse::<QualifiedName>() {
            Ok(known) if case.before.enums.contains_key(&known) => {
                renames.enums.push((known, name(to)));
            }
            Ok(known) if case.before.tables.contains_key(&known) => {
                renames.tables.push((known, name(to)));
            }
            _ => {
                let (table, from) = column(from).expect("a table, a column or an enum type");
                renames.columns.push((table, from, to.clone()));
            }
        }
    }
    renames
}

async fn check(bench: &mut Bench, file: &str, text: &str) {
    println!("{file}");
    let case: Case = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let (before, after) = (&case.before, &case.after);
    let there = renames(&case);
    let fills = case.fill.iter().filter_map(|(at, sql)| Some((column(at)?, sql.clone()))).collect();
    bench.clear().await;
    bench.go((&Schema::default(), before), &Renames::default(), plan::Fills::new()).await;
    for sql in &case.rows {
        bench.run(sql).await;
    }
    if let Some(expected) = &case.refused {
        let live = bench.reflect(&scope(before, after)).await;
        let setting =
            Setting { dialect: &Postgres, target: &bench.target, live: Some(&live), online: false };
        let error = plan::script(before, after, &there, fills, setting).expect_err(file);
        assert_eq!(error.to_string(), *expected, "{file}");
        return;
    }
    let script = bench.go((before, after), &there, fills).await.to_string();
    let mut rest = script.as_str();
    for text in &case.says {
        let at = rest.find(text).unwrap_or_else(|| panic!("{file}: no {text:?} in\n{script}"));
        rest = &rest[at + text.len()..];
    }
    for (query, value) in &case.then {
        let found = bench.connection.value(query).await.expect(query);
        assert_eq!(found, *value, "{file}: {query}");
    }
    bench.go((after, before), &there.reversed(), plan::Fills::new()).await;
    for (query, value) in &case.back {
        let found = bench.connection.value(query).await.expect(query);
        assert_eq!(found, *value, "{file}: {query}");
    }
    if case.rows.is_empty() {
        bench.go((before, after), &there, plan::Fills::new()).await;
    }
}

#[tokio::test]
async fn there_and_back() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of cases")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let only = std::env::var("CASE").unwrap_or_default();
    for file in files.iter().filter(|it| it.to_string_lossy().contains(&only)) {
        let text = std::fs::read_to_string(file).expect("a case");
        check(&mut bench, &file.file_name().unwrap_or_default().to_string_lossy(), &text).await;
    }
}

/// The same over generated schemas. `PROPTEST_CASES` says how many; the seed is fixed, so that a
/// failure comes again.
#[tokio::test]
async fn there_and_back_between_generated_schemas() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(25);
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    for number in 0..cases {
        let (mut before, mut after, renames) =
            generate::pair(generate::Names::Any).new_tree(&mut runner).expect("schemas").current();
        suit(&mut before);
        suit(&mut after);
        let refused = |schema| Postgres.canonical(schema, &bench.target).is_err();
        if refused(&before) || refused(&after) {
            continue;
        }
        println!("{number}");
        bench.clear().await;
        bench.go((&Schema::default(), &before), &Renames::default(), plan::Fills::new()).await;
        bench.go((&before, &after), &renames, plan::Fills::new()).await;
        bench.go((&after, &before), &renames.reversed(), plan::Fills::new()).await;
    }
}

/// PostgreSQL has no enums without a name, and no index over json.
fn suit(schema: &mut Schema) {
    for column in schema.tables.values_mut().flat_map(|table| &mut table.columns) {
        match column.ty {
            ColumnType::InlineEnum(_) => column.ty = ColumnType::Text,
            ColumnType::Json => column.ty = ColumnType::JsonBinary,
            _ => {}
        }
    }
}

#[tokio::test]
async fn what_is_lost_is_said() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    let schema = |text: &str| serde_yaml::from_str::<Schema>(text).expect("a schema");
    let before =
        schema("tables: {t: {columns: [a: {type: i32}, b: {type: decimal}]}, u: {columns: []}}");
    let after = schema("tables: {t: {columns: [b: {type: i32}]}}");
    bench.go((&Schema::default(), &before), &Renames::default(), plan::Fills::new()).await;
    let script = bench.go((&before, &after), &Renames::default(), plan::Fills::new()).await;
    let lost: Vec<&str> = script
        .statements()
        .flat_map(|it| &it.hazards)
        .filter(|it| it.kind == HazardKind::LosesData)
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(lost, ["fractions of t.b", "every value of t.a", "table u and its rows"]);
}

#[tokio::test]
async fn what_the_model_does_not_hold_is_told() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    bench
        .run(
            r#"CREATE TABLE t (a integer, b text, c int4range, EXCLUDE USING gist (c WITH &&));
            CREATE TABLE parted (a integer) PARTITION BY LIST (a);
            CREATE TABLE parted_1 PARTITION OF parted FOR VALUES IN (1);
            CREATE TABLE child (d integer) INHERITS (t);
            CREATE VIEW v AS SELECT a FROM t WHERE b <> '';
            CREATE MATERIALIZED VIEW m AS SELECT b FROM t;
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
            CREATE TRIGGER g AFTER UPDATE OF b ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION f();
            CREATE POLICY p ON t FOR SELECT USING (a > 0);
            CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
            CREATE SEQUENCE s;
            CREATE DOMAIN d AS text;
            CREATE TYPE pair AS (a integer, b integer);
            CREATE EXTENSION pg_trgm;
            CREATE SCHEMA other; CREATE TABLE other.unseen (a integer)"#,
        )
        .await;
    let reflection = bench.reflect(&Scope::default()).await;
    let tables: Vec<String> = reflection.schema.tables.keys().map(ToString::to_string).collect();
    assert_eq!(tables, ["parted", "t"]);
    let mut told: Vec<String> = (reflection.unmanaged.iter())
        .map(|it| {
            let reads: Vec<String> = it.reads.iter().map(ToString::to_string).collect();
            let table = it.table.as_ref().map(|it| format!(" on {it}")).unwrap_or_default();
            format!("{} {}{table} ({})", it.kind, it.name, reads.join(", "))
        })
        .collect();
    told.sort();
    assert_eq!(
        told,
        [
            "composite type pair ()",
            "domain d ()",
            "exclusion constraint t_c_excl on t (column t.c)",
            "extension pg_trgm ()",
            "function f ()",
            "inherited table child (table t)",
            "materialized view m (column t.b)",
            "partition parted_1 on parted ()",
            "policy p on t (column t.a, table t)",
            "rule r on t (table t)",
            "sequence s ()",
            "trigger g on t (column t.a, column t.b, table t)",
            "view v (column t.a, column t.b)",
        ]
    );
    let view = reflection.unmanaged.iter().find(|it| it.name == "v").expect("the view");
    let definition = view.definition.clone().expect("its definition");
    bench.run("DROP VIEW v").await;
    bench.run(&definition).await;
}

/// An extension may be in a schema of its own, of which only the search path knows.
#[tokio::test]
async fn types_of_extensions_are_found_by_the_search_path() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    let query =
        "SELECT count(*)::text FROM pg_available_extensions WHERE name IN ('citext', 'ltree')";
    if bench.connection.value(query).await.expect("a count").as_deref() != Some("2") {
        return;
    }
    bench
        .run(
            "CREATE SCHEMA extensions; CREATE EXTENSION citext SCHEMA extensions;
            CREATE EXTENSION ltree SCHEMA extensions; SET search_path = public, extensions;
            CREATE TABLE t (id integer, path ltree NOT NULL, paths ltree[] NOT NULL, name citext NOT NULL)",
        )
        .await;
    let live = bench.reflect(&Scope::default()).await;
    let schema = "tables: {t: {columns: [id: {type: i32, nullable: true}, path: {type: ltree},
                  paths: {type: 'ltree[]'}, name: {type: native(citext)}]}}";
    let said: Schema = serde_yaml::from_str(schema).expect("a schema");
    let target = bench.connection.target;
    let found = compare(&said, &live, &Settled::new(), &Postgres, &target).expect("it fits");
    assert_eq!(found.0, Comparison::default());
}

/// Details of a table that people made, as they are seen and made again.
#[tokio::test]
async fn tables_made_by_hand_are_seen_in_detail() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    bench.target = bench.connection.target;
    bench
        .run(
            r#"CREATE TABLE u (id serial PRIMARY KEY, code varchar(9) NOT NULL UNIQUE DEFERRABLE);
            CREATE TABLE t (
                id bigint GENERATED ALWAYS AS IDENTITY, a text COLLATE "C", b varchar DEFAULT 'x',
                c numeric(8, 2) CHECK (c > 0), ref integer REFERENCES u ON DELETE SET NULL,
                word text GENERATED ALWAYS AS (lower(a)) STORED, next integer DEFAULT nextval('u_id_seq'),
                UNIQUE NULLS NOT DISTINCT (a, b));
            CREATE INDEX i ON t USING btree (lower(a) DESC NULLS LAST, b text_pattern_ops, a COLLATE "POSIX")
                INCLUDE (c) WHERE c > 1;
            CREATE INDEX g ON t USING gin (to_tsvector('simple'::regconfig, a))"#,
        )
        .await;
    let found = bench.reflect(&Scope::default()).await.schema;
    let expected: Schema = serde_yaml::from_str(
        r#"
tables:
  t:
    columns:
    - id: {type: i64, auto_increment: identity always}
    - a: {type: text, nullable: true, collation: C}
    - b: {type: string, nullable: true, default: x}
    - c: {type: "decimal(8, 2)", nullable: true}
    - ref: {type: i32, nullable: true}
    - word: {type: text, nullable: true, generated: {expression: lower(a), stored: true}}
    - next: {type: i32, nullable: true, default: {sql: "nextval('u_id_seq'::regclass)"}}
    indexes:
    - {name: g, columns: [{expression: "to_tsvector('simple'::regconfig, a)"}], method: gin}
    - name: i
      columns:
      - {expression: lower(a), descending: true, nulls_first: false}
      - {column: b, operator_class: text_pattern_ops}
      - {column: a, collation: POSIX}
      include: [c]
      where: c > 1::numeric
    - {name: t_a_b_key, columns: [a, b], unique: true, constraint: true, nulls_not_distinct: true}
    foreign_keys:
    - {name: t_ref_fkey, columns: [ref], references: u, referenced_columns: [id], on_delete: set_null}
    checks: [{name: t_c_check, expression: c > 0::numeric}]
  u:
    columns:
    - id: {type: i32, auto_increment: serial}
    - code: {type: string(9)}
    primary_key: {name: u_pkey, columns: [id]}
    indexes:
    - {name: u_code_key, columns: [code], unique: true, constraint: true, deferrable: initially_immediate}
"#,
    )
    .expect("a schema");
    assert_same(&expected, &found, "the tables");
    bench.clear().await;
    let mut rest = found;
    // The sequence belongs to a column of the other table, and is there when that is.
    for table in rest.tables.values_mut() {
        table.columns.retain(|it| it.name != "next");
    }
    bench.go((&Schema::default(), &rest), &Renames::default(), plan::Fills::new()).await;
    bench.go((&rest, &Schema::default()), &Renames::default(), plan::Fills::new()).await;
}

/// A name that a table or a column leaves is taken by a new one. The operations of the way back
/// then drop the new one first and rename last.
#[tokio::test]
async fn a_name_is_left_and_taken() {
    let Some(database) = support::postgres().await else { return };
    let mut bench = Bench::open(&database).await;
    let schema = |text: &str| {
        let schema = serde_yaml::from_str::<Schema>(text).expect("a schema");
        canonical(&schema, &bench.target)
    };
    let before = schema(
        "tables:
           shops: {columns: [id: {type: i32}, name: {type: text}], primary_key: [id]}
           users:
             columns: [shop: {type: i32}]
             foreign_keys: [{columns: [shop], references: shops, referenced_columns: [id]}]",
    );
    let after = schema(
        "tables:
           shops: {columns: [id: {type: uuid}], primary_key: [id]}
           stores: {columns: [id: {type: i32}, title: {type: text}, name: {type: i32, nullable: true}], primary_key: [id]}
           users:
             columns: [shop: {type: i32}, other: {type: uuid, nullable: true}]
             foreign_keys:
             - {columns: [shop], references: stores, referenced_columns: [id]}
             - {columns: [other], references: shops, referenced_columns: [id]}",
    );
    let renames = Renames {
        tables: vec![(name("shops"), name("stores"))],
        columns: vec![(name("stores"), "name".into(), "title".into())],
        ..Renames::default()
    };
    bench.go((&Schema::default(), &before), &Renames::default(), plan::Fills::new()).await;
    let mut operations = ops::diff(&before, &after, &renames).expect("renames that fit");
    for (from, to, column) in [(&before, &after, "title"), (&after, &before, "name")] {
        let unmanaged = BTreeMap::new();
        let transition = Transition {
            before: from,
            after: to,
            operations: &operations,
            revalued: &BTreeMap::new(),
            unmanaged: &unmanaged,
            back: false,
            online: false,
        };
        let actions = Postgres.lower(&transition, &bench.target).expect("actions");
        for action in ops::order(actions, |it| (it.phase, &it.touches)) {
            for statement in action.statements {
                bench.run(&statement.sql).await;
            }
        }
        let found = bench.reflect(&Scope::default()).await.schema;
        assert_same(to, &found, "after all");
        if column == "title" {
            bench.run("INSERT INTO stores VALUES (1, 'kept')").await;
        }
        let table = if column == "title" { "stores" } else { "shops" };
        let kept = bench.connection.value(&format!("SELECT {column} FROM {table}")).await;
        assert_eq!(kept.expect("a row").as_deref(), Some("kept"));
        operations = ops::reverse(operations);
    }
}
