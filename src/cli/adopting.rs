//! `autogen init --from`: a project that another tool has migrated so far.
//!
//! Scripts in SQL (Diesel, sqlx) go on as revisions, and what is applied of them is recorded. What
//! others wrote in Python or Rust stays theirs: once all of it is applied, `autogen baseline` takes
//! over from the schema. The tool's own table is read and never touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use sea_query::{Expr, ExprTrait, IntoTableRef, Order, Query};

use super::Found;
use super::args::{Global, Init, Tool};
use super::context::Context;
use super::failure::Failure;
use super::{init, stamp, terminal};
use crate::database::{Connection, Missing};
use crate::dialect::{Dialect, dialect};
use crate::project::Project;
use crate::schema::QualifiedName;
use crate::url::DatabaseUrl;

/// What a tool has in its folder.
struct Migrations {
    folder: PathBuf,
    /// In the order in which they are applied.
    all: Vec<Migration>,
    /// The versions that none follows.
    heads: Vec<String>,
    /// The tool's version table.
    table: String,
}

struct Migration {
    /// As the tool's table has it.
    version: String,
    /// The id as a revision.
    id: String,
    /// The scripts up and down, for tools that keep SQL in other places than autogen does.
    scripts: Option<(PathBuf, Option<PathBuf>)>,
}

pub async fn run(global: &Global, args: &Init, tool: Tool) -> Result<Found, Failure> {
    init::refuse_existing(global)?;
    let migrations = match tool {
        Tool::Alembic => alembic(args.folder.as_deref())?,
        Tool::SeaOrm => sea_orm(args.folder.as_deref())?,
        Tool::Diesel => diesel(args.folder.as_deref())?,
        Tool::Sqlx => sqlx(args.folder.as_deref())?,
    };
    let here = std::env::current_dir()
        .map_err(|error| Failure::refused(format!("no working directory: {error}")))?;
    let url = Project::none(&here)?.database_url(global.database_url.as_deref())?;
    let url = DatabaseUrl::parse(&url, Path::new(""))?;
    terminal::note(&format!("database: {url}"));
    let mut connection = Connection::open(&url, Missing::Empty).await?;
    let applied = applied(&mut connection, &migrations, tool).await?;
    let Migrations { folder, all, heads, table } = &migrations;
    println!(
        "Found {} in {}{}",
        terminal::count(all.len(), "migration", "migrations"),
        folder.display(),
        all.last().map(|last| format!(", the newest {}", last.version)).unwrap_or_default()
    );
    let known: BTreeSet<&str> = all.iter().map(|it| it.version.as_str()).collect();
    if let Some(unknown) = applied.iter().find(|it| !known.contains(it.as_str())) {
        return Err(Failure::refused(format!(
            "Can't locate revision identified by '{unknown}'\nThe table {table} has it applied and the folder {} has not: restore its file from version control, or name another folder with --folder; nothing was written",
            folder.display()
        )));
    }
    let last =
        if tool == Tool::Alembic { &applied } else { &applied[applied.len().saturating_sub(1)..] };
    println!(
        "Found the table {table}: the database is at {}",
        if last.is_empty() { "base".to_owned() } else { last.join(", ") }
    );
    match tool {
        Tool::Alembic | Tool::SeaOrm => {
            let wanted: BTreeSet<&str> = match tool {
                Tool::Alembic => heads.iter().map(String::as_str).collect(),
                _ => known,
            };
            let there: BTreeSet<&str> = applied.iter().map(String::as_str).collect();
            let missing: Vec<&str> = wanted.difference(&there).copied().collect();
            if !missing.is_empty() {
                return Err(Failure::refused(format!(
                    "Target database is not up to date.\nNot applied: {}\nRun `{}` first, so that the database is what all migrations made it; nothing was written",
                    missing.join(", "),
                    tool.upgrade()
                )));
            }
            write(global, args, &migrations, &own_folder(folder))?;
            println!("The table {table} and the files in {} stay as they are", folder.display());
            println!(
                "Run `autogen baseline`: it adopts the tables as they are, and from then on `autogen revision` writes what changes"
            );
            Ok(Found::Nothing)
        }
        Tool::Diesel | Tool::Sqlx => {
            write(global, args, &migrations, &folder.to_string_lossy())?;
            let copied = copy(&migrations)?;
            if copied > 0 {
                println!(
                    "Copied the scripts of {} into folders of {}, as autogen has them; `sqlx migrate` does not look there",
                    terminal::count(copied, "migration", "migrations"),
                    folder.display()
                );
            }
            drop(connection);
            let context = Context::open(global)?;
            let mut live = context.connect(Missing::Create).await?;
            let ids = all.iter().filter(|it| applied.contains(&it.version)).map(|it| it.id.clone());
            let ids: BTreeSet<String> = ids.collect();
            stamp::record(&context, &mut live, &ids, &BTreeSet::new(), global).await?;
            println!("The table {table} stays as it is");
            println!(
                "`autogen upgrade` applies what is pending. What these scripts do is not recorded yet: `autogen snapshot --rebuild REV` does so, for each of them, oldest first"
            );
            Ok(Found::Nothing)
        }
    }
}

impl Tool {
    /// The command that applies what is pending.
    fn upgrade(self) -> &'static str {
        match self {
            Self::Alembic => "alembic upgrade head",
            Self::SeaOrm => "sea-orm-cli migrate up",
            Self::Diesel => "diesel migration run",
            Self::Sqlx => "sqlx migrate run",
        }
    }
}

/// Writes autogen.yaml with what is other than usual.
fn write(
    global: &Global,
    args: &Init,
    migrations: &Migrations,
    folder: &str,
) -> Result<(), Failure> {
    let own = match migrations.table.strip_suffix("alembic_version") {
        Some(prefix) if !prefix.is_empty() => Some(format!("{prefix}autogen_version")),
        _ => None,
    };
    let more = own.map(|table| format!("version_table: {table}\n")).unwrap_or_default();
    init::write(global, args, folder, &more).map(drop)
}

/// A folder for revisions beside those of a tool whose files are no revisions.
fn own_folder(theirs: &Path) -> String {
    match theirs.starts_with("migrations") {
        true => "revisions".to_owned(),
        false => "migrations".to_owned(),
    }
}

/// The versions that are applied, in order.
async fn applied(
    connection: &mut Connection,
    migrations: &Migrations,
    tool: Tool,
) -> Result<Vec<String>, Failure> {
    let dialect: &dyn Dialect = dialect(connection.target.dialect);
    let table = QualifiedName::bare(&migrations.table);
    let failed = |error| Failure::refused(format!("{table} cannot be read: {error}"));
    let names = connection.rows(&dialect.column_names(&table)).await.map_err(failed)?;
    let names: Vec<String> = names.into_iter().flatten().flatten().collect();
    let column = match tool {
        Tool::Alembic => "version_num",
        Tool::SeaOrm | Tool::Diesel | Tool::Sqlx => "version",
    };
    if !names.iter().any(|name| name == column) {
        return Err(Failure::refused(match names.is_empty() {
            true => format!(
                "the database has no table {table}: check DATABASE_URL; where the tool was never run, `autogen init` begins anew"
            ),
            false => format!("the table {table} has no column {column}, but {}", names.join(", ")),
        }));
    }
    if tool == Tool::Sqlx {
        let failures = Query::select()
            .column("version")
            .from(table.name.clone().into_table_ref())
            .and_where(Expr::col("success").eq(false))
            .take();
        let broken = connection.value(&dialect.builder().query(&failures)).await.map_err(failed)?;
        if let Some(version) = broken {
            return Err(Failure::refused(format!(
                "migration {version} failed half-way, as the table {table} says: repair it with `sqlx migrate` first"
            )));
        }
    }
    let query = Query::select()
        .column(column)
        .from(table.name.clone().into_table_ref())
        .order_by(column, Order::Asc)
        .take();
    let rows = connection.rows(&dialect.builder().query(&query)).await.map_err(failed)?;
    Ok(rows.into_iter().flatten().flatten().collect())
}

/// `alembic.ini` and the revisions in `versions/`.
fn alembic(given: Option<&Path>) -> Result<Migrations, Failure> {
    let ini = fs::read_to_string("alembic.ini").unwrap_or_default();
    let script_location = ini.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "script_location").then(|| value.trim().replace("%(here)s/", ""))
    });
    let usual = script_location.into_iter().chain(["alembic".into(), "migrations".into()]);
    let folder = match given {
        Some(folder) => folder.to_owned(),
        None => find(usual.map(PathBuf::from), |it| it.join("versions").is_dir(), "alembic.ini")?,
    };
    let versions = match folder.join("versions") {
        versions if versions.is_dir() => versions,
        _ => folder.clone(),
    };
    let mut all = Vec::new();
    let mut followed = BTreeSet::new();
    for path in files(&versions, ".py")? {
        let text = read(&path)?;
        let Some(version) = assigned(&text, "revision").into_iter().next() else { continue };
        followed.extend(assigned(&text, "down_revision"));
        all.push(Migration { id: version.clone(), version, scripts: None });
    }
    let is_head = |it: &&Migration| !followed.contains(&it.version);
    let heads: Vec<String> = all.iter().filter(is_head).map(|it| it.version.clone()).collect();
    // The newest comes last, as with the others.
    all.sort_by_key(|it| (heads.contains(&it.version), it.version.clone()));
    let env = fs::read_to_string(folder.join("env.py")).unwrap_or_default();
    let table = env.split("version_table").skip(1).find_map(|rest| {
        let value = rest.trim_start().strip_prefix('=')?;
        quoted(value.lines().next()?).into_iter().next()
    });
    let table = table.unwrap_or_else(|| "alembic_version".to_owned());
    Ok(Migrations { folder: versions, all, heads, table })
}

/// The texts that a line of Python assigns to a name.
fn assigned(text: &str, name: &str) -> Vec<String> {
    let value = text.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        let (annotation, value) = rest.split_once('=')?;
        (annotation.trim().is_empty() || annotation.trim_start().starts_with(':')).then_some(value)
    });
    value.map(quoted).unwrap_or_default()
}

/// The texts in quotes on a line.
fn quoted(line: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = line;
    while let Some(start) = rest.find(['\'', '"']) {
        let quote = rest.as_bytes()[start] as char;
        let Some(end) = rest[start + 1..].find(quote) else { break };
        found.push(rest[start + 1..start + 1 + end].to_owned());
        rest = &rest[start + end + 2..];
    }
    found
}

/// The modules `m20220101_000001_create_table.rs` of a migration crate.
fn sea_orm(given: Option<&Path>) -> Result<Migrations, Failure> {
    let is_migration = |path: &Path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let rest = name.strip_prefix('m').unwrap_or_default();
        rest.get(..8).is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()))
            && rest[8..].starts_with('_')
    };
    let has =
        |it: &Path| files(it, ".rs").is_ok_and(|files| files.iter().any(|it| is_migration(it)));
    let usual = ["migration/src", "migrations/src", "src/migrator", "src/migration", "migration"];
    let folder = match given {
        Some(folder) => folder.to_owned(),
        None => {
            find(usual.into_iter().map(PathBuf::from), has, "m20220101_000001_create_table.rs")?
        }
    };
    let found = files(&folder, ".rs")?.into_iter().filter(|it| is_migration(it));
    let all: Vec<Migration> = found
        .map(|path| {
            let version = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Migration { id: version.clone(), version, scripts: None }
        })
        .collect();
    Ok(last_is_head(folder, all, "seaql_migrations"))
}

/// Folders with up.sql and down.sql, which are revisions as they are.
fn diesel(given: Option<&Path>) -> Result<Migrations, Failure> {
    let toml = fs::read_to_string("diesel.toml").unwrap_or_default();
    let toml: toml_edit::DocumentMut = toml
        .parse()
        .map_err(|error| Failure::refused(format!("diesel.toml cannot be read: {error}")))?;
    let configured = toml
        .get("migrations_directory")
        .and_then(|it| it.get("dir"))
        .and_then(|it| it.as_str())
        .map(PathBuf::from);
    let has = |it: &Path| it.is_dir();
    let folder = match given {
        Some(folder) => folder.to_owned(),
        None => find(configured.into_iter().chain(["migrations".into()]), has, "diesel.toml")?,
    };
    let mut all = Vec::new();
    for path in entries(&folder)? {
        if !path.join("up.sql").is_file() {
            continue;
        }
        let id = name_of(&path)?;
        let version = id.split('_').next().unwrap_or_default().replace('-', "");
        all.push(Migration { version, id, scripts: None });
    }
    Ok(last_is_head(folder, all, "__diesel_schema_migrations"))
}

/// Files `20240101000000_users.sql`, or `.up.sql` and `.down.sql`.
fn sqlx(given: Option<&Path>) -> Result<Migrations, Failure> {
    let has = |it: &Path| files(it, ".sql").is_ok_and(|files| !files.is_empty());
    let folder = match given {
        Some(folder) => folder.to_owned(),
        None => find(["migrations".into()], has, "migrations/*.sql")?,
    };
    let mut ups = Vec::new();
    for path in files(&folder, ".sql")? {
        let file = name_of(&path)?;
        let stem = file.strip_suffix(".up.sql").or(file.strip_suffix(".sql")).unwrap_or(&file);
        let Some((digits, rest)) = stem.split_once('_') else { continue };
        let number: Option<i64> = digits.parse().ok();
        if let Some(number) = number.filter(|_| !file.ends_with(".down.sql")) {
            ups.push((number, rest.replace([' ', '\t'], "_"), stem.to_owned(), path));
        }
    }
    ups.sort_by_key(|(number, ..)| *number);
    // Revisions are in the order of their names, which numbers of one width are.
    let width = ups.iter().map(|(number, ..)| number.to_string().len()).max().unwrap_or(0).max(4);
    let all = ups.into_iter().map(|(number, rest, stem, up)| {
        let down = Some(folder.join(format!("{stem}.down.sql"))).filter(|it| it.is_file());
        let id = format!("{number:0width$}_{rest}");
        Migration { version: number.to_string(), id, scripts: Some((up, down)) }
    });
    let all = all.collect();
    Ok(last_is_head(folder.clone(), all, "_sqlx_migrations"))
}

fn last_is_head(folder: PathBuf, all: Vec<Migration>, table: &str) -> Migrations {
    let heads = all.last().map(|it| it.version.clone()).into_iter().collect();
    Migrations { folder, all, heads, table: table.to_owned() }
}

/// Copies scripts to where autogen looks for them, and tells of how many migrations.
fn copy(migrations: &Migrations) -> Result<usize, Failure> {
    let mut copied = 0;
    for Migration { id, scripts, .. } in &migrations.all {
        let Some((up, down)) = scripts else { continue };
        let folder = migrations.folder.join(id);
        let failed = |path: &Path, error| {
            Failure::refused(format!("{} cannot be written: {error}", path.display()))
        };
        fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
        for (from, to) in [(Some(up), "up.sql"), (down.as_ref(), "down.sql")] {
            let Some(from) = from else { continue };
            let to = folder.join(to);
            fs::write(&to, read(from)?).map_err(|error| failed(&to, error))?;
        }
        copied += 1;
    }
    Ok(copied)
}

/// The first of some folders that has what is looked for.
fn find(
    folders: impl IntoIterator<Item = PathBuf>,
    has: impl Fn(&Path) -> bool,
    what: &str,
) -> Result<PathBuf, Failure> {
    let folders: Vec<PathBuf> = folders.into_iter().collect();
    folders.iter().find(|it| has(it)).cloned().ok_or_else(|| {
        let looked: Vec<String> = folders.iter().map(|it| it.display().to_string()).collect();
        Failure::refused(format!(
            "no migrations were found: there is no {what} to say where they are, and nothing in {}; name their folder with --folder",
            looked.join(", ")
        ))
    })
}

/// The files of a folder with names that end so, in order.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Failure> {
    let mut paths = entries(folder)?;
    paths.retain(|it| it.is_file() && it.to_string_lossy().ends_with(ending));
    Ok(paths)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let failed = |error| Failure::refused(format!("{} cannot be read: {error}", folder.display()));
    let entries = fs::read_dir(folder).map_err(failed)?;
    let paths = entries.map(|it| it.map(|it| it.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> Result<String, Failure> {
    let name = path.file_name().and_then(|it| it.to_str()).map(str::to_owned);
    name.ok_or_else(|| Failure::refused(format!("{} is not a name in UTF-8", path.display())))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path)
        .map_err(|error| Failure::refused(format!("{} cannot be read: {error}", path.display())))
}
