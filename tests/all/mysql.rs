//! What MySQL or MariaDB holds after the scripts ran is what was planned: there, back, and with
//! rows in the tables.

use std::fs;
use std::path::Path;

use autogen::database::{Connection, Missing};
use autogen::dialect::{Dialect, Reflection, Scope, Session, mysql::Mysql};
use autogen::ops::Renames;
use autogen::plan::{Fills, Setting, script};
use autogen::schema::{ColumnType, ObjectId, Schema};
use autogen::target::{DialectName, Flavour, Target};
use autogen::url::DatabaseUrl;
use serde::Deserialize;

use crate::support::{self, Database};

/// A pair of schemas, as `tests/mysql/*.yaml` has them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    before: Schema,
    after: Schema,
    /// `[old, new]`
    #[serde(default)]
    tables: Vec<(String, String)>,
    /// `[table, old, new]`
    #[serde(default)]
    columns: Vec<(String, String, String)>,
    /// `[table, column, expression]`, for rows that have no value.
    #[serde(default)]
    fills: Vec<(String, String, String)>,
    /// Statements between the first schema and the second.
    #[serde(default)]
    rows: Vec<String>,
    /// A query and its first value after the second schema.
    #[serde(default)]
    then: Vec<(String, String)>,
    /// Statements before the way back, for what the second schema lets in and the first does not.
    #[serde(default)]
    tidy: Vec<String>,
}

#[tokio::test]
async fn every_case_arrives_and_comes_back() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mysql");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("an entry").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let only = std::env::var("CASE").unwrap_or_default();
    for file in files.iter().filter(|it| it.to_string_lossy().contains(&only)) {
        let text = fs::read_to_string(file).expect("a file");
        let case = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        // What is written for this server, and what is written for both flavours.
        for floor in [false, true] {
            let Some(database) = support::mysql().await else { return };
            let mut live = Live::open(&database).await;
            if floor {
                live.target = Target::floor(DialectName::Mysql);
            }
            check(live, &case, &file.display().to_string()).await;
        }
    }
}

async fn check(mut live: Live, case: &Case, name: &str) {
    let name = |text: &str| text.parse().unwrap_or_else(|e| panic!("{name}: {e}"));
    let renames = Renames {
        tables: case.tables.iter().map(|(a, b)| (name(a), name(b))).collect(),
        columns: (case.columns.iter()).map(|(t, a, b)| (name(t), a.clone(), b.clone())).collect(),
        ..Renames::default()
    };
    let fills: Fills =
        case.fills.iter().map(|(t, c, sql)| ((name(t), c.clone()), sql.clone())).collect();
    live.execute("CREATE DATABASE IF NOT EXISTS autogen_elsewhere").await;

    let (empty, none) = (Schema::default(), Renames::default());
    live.go(&empty, &case.before, &none, Fills::new()).await;
    for sql in &case.rows {
        live.execute(sql).await;
    }
    live.go(&case.before, &case.after, &renames, fills).await;
    for (query, expected) in &case.then {
        let value = live.connection.value(query).await.expect("a value").unwrap_or_default();
        assert_eq!(&value, expected, "{}\n{query}", live.story);
    }
    for sql in &case.tidy {
        live.execute(sql).await;
    }
    live.go(&case.after, &case.before, &renames.reversed(), Fills::new()).await;
    live.go(&case.before, &empty, &none, Fills::new()).await;
}

struct Live {
    connection: Connection,
    /// What scripts are written for.
    target: Target,
    /// What has been run so far, for the message of a failure.
    story: String,
}

impl Live {
    async fn open(database: &Database) -> Self {
        let url = DatabaseUrl::parse(&database.url, ".".as_ref()).expect("a URL");
        let mut connection = Connection::open(&url, Missing::Create).await.expect("a connection");
        // Newer servers take keys to less than a unique key only when they are told to.
        let lenient = "/*!80400 SET SESSION restrict_fk_on_non_standard_key = OFF */ /*M! DO 0 */";
        connection.execute(lenient).await.expect("a setting");
        Self { target: connection.target, connection, story: String::new() }
    }

    async fn execute(&mut self, sql: &str) {
        self.story += &format!("{sql};\n");
        if let Err(error) = self.connection.execute(sql).await {
            panic!("{}\nfailed: {error}", self.story);
        }
    }

    async fn reflect(&mut self) -> Reflection {
        // Other tests make this one too, at the same time.
        let elsewhere = Some("autogen_elsewhere".to_owned()).filter(|it| self.story.contains(it));
        let scope = Scope { schemas: elsewhere.into_iter().collect(), ..Scope::default() };
        self.connection.reflect(&Mysql, &scope).await.expect("a reflection")
    }

    /// Runs the script from one schema to the other, and compares what is there with the other.
    async fn go(&mut self, before: &Schema, after: &Schema, renames: &Renames, fills: Fills) {
        let target = self.target;
        let setting = Setting { dialect: &Mysql, target: &target, live: None, online: false };
        let script = script(before, after, renames, fills, setting)
            .unwrap_or_else(|error| panic!("{}\n{error}", self.story));
        self.story += &format!("-- next\n{script}");
        for statement in script.statements() {
            if let Err(error) = self.connection.execute(&statement.sql).await {
                panic!("{}\n{}\nfailed: {error}", self.story, statement.sql);
            }
        }
        let reached = self.reflect().await.schema;
        // Tables are stored as the server likes.
        let said = autogen::overlay::overlay(after.clone(), &reached);
        let mut expected = Mysql.canonical(&said, &target).expect("it was planned");
        assert_eq!(Mysql.canonical(&expected, &target).as_ref(), Ok(&expected), "idempotent");
        // A script for both may say what this one takes for another.
        expected = Mysql.canonical(&expected, &self.connection.target).expect("it is there");
        let uncompared =
            support::align(&mut self.connection, &Mysql, &mut expected, &reached).await;
        assert!(uncompared.is_empty(), "{}\n{uncompared:?}", self.story);
        let text = |schema: Schema| serde_yaml::to_string(&schema.sorted()).expect("YAML");
        let (expected, reached) = (text(expected), text(reached));
        if expected != reached {
            let difference = similar::TextDiff::from_lines(&expected, &reached);
            panic!("{}\n{}", self.story, difference.unified_diff());
        }
    }
}

/// The server's name for every type leads back to the canonical type.
#[tokio::test]
async fn every_type_comes_back_from_the_server() {
    let Some(database) = support::mysql().await else { return };
    let mut live = Live::open(&database).await;
    let types = [
        "bool",
        "i8",
        "i16",
        "i32",
        "i64",
        "u8",
        "u16",
        "u32",
        "u64",
        "f32",
        "f64",
        "decimal",
        "decimal(16, 4)",
        "money",
        "money(10, 3)",
        "char",
        "char(7)",
        "string",
        "string(120)",
        "text",
        "binary(5)",
        "varbinary",
        "varbinary(12)",
        "blob",
        "bit",
        "bit(12)",
        "varbit(9)",
        "date",
        "time",
        "time(3)",
        "datetime",
        "datetime(6)",
        "timestamp",
        "timestamp(2)",
        "timestamptz",
        "timestamptz(6)",
        "year",
        "json",
        "jsonb",
        "uuid",
        "enum('a', 'it''s', 'b\\c', '', 'q\"x,y')",
        "native(mediumint)",
        "native(MEDIUMINT UNSIGNED)",
        "native(tinytext)",
        "native(longtext)",
        "native(longblob)",
        "native(set('a','b''c'))",
        "native(double precision)",
        "native(INTEGER)",
        "native(numeric(12))",
        "native(dec(12,3) unsigned)",
        "native(float unsigned)",
        "native(float(7,3))",
        "native(geometry)",
        "native(point)",
        "native(character varying(12))",
        "native(int(5) unsigned zerofill)",
        "native(BOOLEAN)",
        "native(bigint(7))",
    ];
    let mut schema: Schema = serde_yaml::from_str("tables: {t: {columns: []}}").expect("a schema");
    let table = schema.tables.values_mut().next().expect("a table");
    for (i, text) in types.iter().enumerate() {
        let ty: ColumnType = text.parse().expect("a type");
        let mut column = autogen::schema::Column::new(format!("c{i}"), ty);
        column.nullable = true;
        table.columns.push(column);
    }
    live.go(&Schema::default(), &schema, &Renames::default(), Fills::new()).await;
}

/// A run takes away the mode under which a text with a backslash would be another.
#[tokio::test]
async fn backslashes_are_what_is_said() {
    let Some(database) = support::mysql().await else { return };
    let mut live = Live::open(&database).await;
    live.execute("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,NO_ZERO_DATE'").await;
    for sql in Mysql.enter(&live.target) {
        live.execute(&sql).await;
    }
    let modes = live.connection.value("SELECT @@SESSION.sql_mode").await.expect("the modes");
    assert_eq!(modes.as_deref(), Some("ANSI_QUOTES,STRICT_TRANS_TABLES,NO_ZERO_DATE"));
    let schema = r"
tables:
  t:
    comment: a\b
    columns:
    - id: {type: i32}
    - a: {type: string(20), default: 'C:\tmp', comment: '\n'}
    - b: {type: 'enum(''a\b'', ''c'')', default: 'a\b'}
    checks: [{name: c, expression: a <> 'x\\y'}]
    primary_key: [id]
";
    let schema: Schema = serde_yaml::from_str(schema).expect("a schema");
    live.go(&Schema::default(), &schema, &Renames::default(), Fills::new()).await;
    live.execute("INSERT INTO t (id) VALUES (1)").await;
    let query = "SELECT concat(a, char_length(a), b, char_length(b)) FROM t";
    let held = live.connection.value(query).await.expect("a row");
    assert_eq!(held.as_deref(), Some(r"C:\tmp6a\b3"));
}

/// In every mode of the server a table is read in full, and the session stays as it is.
#[tokio::test]
async fn a_table_is_the_same_in_every_mode() {
    let Some(database) = support::mysql().await else { return };
    let mut live = Live::open(&database).await;
    live.execute(
        r"CREATE TABLE t (
            id int AUTO_INCREMENT PRIMARY KEY, a varchar(9) COLLATE utf8mb4_bin DEFAULT 'a\\b\'c' COMMENT 'd\\e',
            at timestamp NULL ON UPDATE CURRENT_TIMESTAMP, n int, KEY by_n (n) COMMENT 'f',
            CONSTRAINT positive CHECK (n > 0 AND a <> 'x\\y')
        ) ENGINE=InnoDB COMMENT='a table'",
    )
    .await;
    let known = live.reflect().await;
    let mut said = known.schema.clone();
    for table in said.tables.values_mut() {
        table.checks[0].expression = r"(N > 0) AND (A <> 'x\\y')".to_owned();
    }
    let modes = ["ANSI", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES"];
    let own = ["ORACLE", "MSSQL", "MYSQL40", "NO_FIELD_OPTIONS"];
    let flavour = live.target.flavour;
    let own = own.into_iter().filter(|_| flavour == Flavour::MariaDb);
    for mode in modes.into_iter().chain(own) {
        live.execute(&format!("SET SESSION sql_mode = '{mode}', sql_quote_show_create = 0")).await;
        let session = "SELECT concat(@@SESSION.sql_mode, @@SESSION.sql_quote_show_create)";
        let before = live.connection.value(session).await.expect("the modes");
        assert_eq!(live.reflect().await, known, "{mode}");
        let mut expected = said.clone();
        let uncompared =
            support::align(&mut live.connection, &Mysql, &mut expected, &known.schema).await;
        assert!(uncompared.is_empty(), "{mode}: {uncompared:?}");
        assert_eq!(expected, known.schema, "{mode}");
        assert_eq!(live.connection.value(session).await.expect("the modes"), before);
    }
}

/// What both servers show of a table, each in its own manner, with what the model does not hold.
#[test]
fn tables_are_read_as_they_are_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/shown");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder").map(|it| it.expect("an entry").path()).collect();
    files.retain(|it| it.extension().is_some_and(|it| it == "sql"));
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        let dialect = match file.to_string_lossy().contains("mariadb") {
            true => DialectName::Mariadb,
            false => DialectName::Mysql,
        };
        let row = |cells: &[&str]| -> Vec<Option<String>> {
            cells.iter().map(|it| Some((*it).to_owned()).filter(|it| it != "NULL")).collect()
        };
        let rows = [
            vec![row(&["NULL", "t", "BASE TABLE", "utf8mb4_general_ci", "shop", "", "1"])],
            vec![row(&["latin1", "latin1_swedish_ci"])],
            vec![],
            vec![row(&["t", &text])],
        ];
        let mut target = Target::floor(dialect);
        target.version.major += 1;
        let read = Mysql.reflect(&rows, &target).unwrap_or_else(|e| panic!("{file:?}: {e}"));
        let beside = read.unmanaged.iter().map(|it| {
            let columns = it.reads.iter().filter_map(|it| match it {
                ObjectId::Column(_, name) => Some(name.as_str()),
                _ => None,
            });
            let columns: Vec<_> = columns.collect();
            format!("# {} {} ({})\n", it.kind, it.name, columns.join(", "))
        });
        let read = beside.collect::<String>() + &serde_yaml::to_string(&read.schema).expect("YAML");
        let expected = file.with_extension("yaml");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &read).expect("a file");
        }
        let known = fs::read_to_string(&expected).unwrap_or_default();
        assert_eq!(known, read, "{expected:?} (UPDATE=1 writes it anew)");
    }
}

/// What no MySQL holds is refused, all of it at once.
#[test]
fn what_mysql_cannot_hold_is_refused() {
    let schema = r#"
tables:
  t:
    columns:
    - a: {type: "i32[]"}
    - b: {type: interval}
    - c: {type: vector(3)}
    - d: {type: string(max)}
    - e: {type: enum(nowhere)}
    - f: {type: text}
    - g: {type: string, auto_increment: true}
    - an_identifier_that_has_quite_a_lot_more_characters_than_mysql_takes: {type: i32}
    indexes:
    - {name: whole, columns: [f]}
    - {name: part, columns: [g], where: g > 'a'}
    - {name: gin, columns: [g], method: gin}
    foreign_keys:
    - {name: later, columns: [g], references: t, referenced_columns: [g], on_delete: set_default, deferrable: initially_deferred}
"#;
    let schema: Schema = serde_yaml::from_str(schema).expect("a schema");
    let refusals = Mysql.canonical(&schema, &Target::floor(DialectName::Mysql)).unwrap_err();
    let told: Vec<String> = refusals.iter().map(|it| it.to_string()).collect();
    assert_eq!(
        told,
        [
            "column t.a: MySQL has no type i32[]",
            "column t.b: MySQL has no type interval",
            "column t.c: MySQL has no type vector(3)",
            "column t.d: a row of MySQL has no room for a varchar(65535)",
            "column t.e: there is no enum type nowhere",
            "column t.g: MySQL numbers integers, and no string",
            "column t.an_identifier_that_has_quite_a_lot_more_characters_than_mysql_takes: `an_identifier_that_has_quite_a_lot_more_characters_than_mysql_takes` has 67 characters, and MySQL takes names of 64",
            "index whole on t: MySQL has no key over the whole of the long column f",
            "index part on t: MySQL has no partial indexes",
            "index gin on t: MySQL has no index method gin",
            "foreign key later on t: MySQL has no deferrable constraints",
            "foreign key later on t: InnoDB has no SET DEFAULT",
        ]
    );
}
